package dev.stopcode.worker.objects;

import java.time.Instant;

/**
 * An object in a listing.
 *
 * @param name its name, parts separated by slashes
 * @param bytes its size
 * @param modified when it was written, by the clock of the store
 */
public record StoredObject(String name, long bytes, Instant modified) {}
