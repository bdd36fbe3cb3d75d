package dev.stopcode.worker.store;

import java.time.Instant;
import java.util.List;

/**
 * A dump of which the store knows.
 *
 * @param name of its object
 * @param bytes its size
 * @param collectedAt when it was first fetched
 * @param present whether it is there; one that is not was destroyed, and its entries are what is left
 * @param entries all that the index says of it
 */
public record HeldDump(String name, long bytes, Instant collectedAt, boolean present, List<IndexEntry> entries) {

    public HeldDump {
        entries = List.copyOf(entries);
    }
}
