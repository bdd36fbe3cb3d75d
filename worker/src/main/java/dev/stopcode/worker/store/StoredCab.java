package dev.stopcode.worker.store;

import dev.stopcode.schemas.CabTriage;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dump in the store.
 *
 * @param location where it lies
 * @param sha256 of its bytes, lower-case hex
 * @param bytes its size
 * @param collectedAt when it was fetched; whole milliseconds
 * @param triage what it says, null if nobody could look
 */
public record StoredCab(
        URI location,
        String sha256,
        Container container,
        long bytes,
        Instant collectedAt,
        @Nullable CabTriage triage) {}
