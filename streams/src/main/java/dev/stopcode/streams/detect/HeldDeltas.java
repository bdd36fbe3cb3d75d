package dev.stopcode.streams.detect;

import dev.stopcode.schemas.DriverDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Changes that wait for their harvest to be whole. Partitions upstream advance unevenly: what one of them says of the next
 * harvest may come before another has said all of this one, and must not mix with it.
 */
final class HeldDeltas {

    private final KeyValueStore<String, DriverDelta> store;

    HeldDeltas(KeyValueStore<String, DriverDelta> store) {
        this.store = store;
    }

    /**
     * Holds a change back.
     *
     * @param offset the record's offset, by which the changes of a harvest are told apart
     */
    void hold(DriverDelta delta, long offset) {
        store.put(key(delta, delta.getHarvestId(), offset), delta);
    }

    /** Hands out the changes of a marked harvest, and of earlier ones of the same day that never were, in order. */
    List<DriverDelta> release(DriverDelta mark) {
        List<KeyValue<String, DriverDelta>> due = new ArrayList<>();
        try (KeyValueIterator<String, DriverDelta> held =
                store.range(key(mark, 0, 0), key(mark, mark.getHarvestId(), Long.MAX_VALUE))) {
            held.forEachRemaining(due::add);
        }
        due.forEach(entry -> store.delete(entry.key));
        return due.stream().map(entry -> entry.value).toList();
    }

    private static String key(DriverDelta of, long harvestId, long offset) {
        return String.format(Locale.ROOT, "%s\n%s\n%019d\n%019d", of.getSource(), of.getDate(), harvestId, offset);
    }
}
