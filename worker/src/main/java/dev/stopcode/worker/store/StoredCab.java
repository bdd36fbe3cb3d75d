package dev.stopcode.worker.store;

import java.net.URI;
import java.time.Instant;

/**
 * A dump in the store.
 *
 * @param location where it lies
 * @param sha256 of its bytes, lower-case hex
 * @param bytes its size
 * @param collectedAt when it was fetched; whole milliseconds
 */
public record StoredCab(URI location, String sha256, Container container, long bytes, Instant collectedAt) {}
