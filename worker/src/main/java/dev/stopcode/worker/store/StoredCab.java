package dev.stopcode.worker.store;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A dump in the store.
 *
 * @param file where it lies
 * @param sha256 of the file, lower-case hex
 * @param bytes size of the file
 * @param collectedAt when it was fetched; whole milliseconds
 */
public record StoredCab(Path file, String sha256, Container container, long bytes, Instant collectedAt) {}
