package dev.stopcode.worker.store;

import dev.stopcode.worker.store.IndexEntry.Destruction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Why and when a purge destroyed it, empty where none did: all its entries must say so. */
    public Optional<Destruction> destruction() {
        return entries.stream()
                .map(entry -> Optional.ofNullable(entry.destruction()))
                .reduce((one, other) -> one.isPresent() ? other : one)
                .flatMap(mark -> mark);
    }
}
