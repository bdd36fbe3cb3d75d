package dev.stopcode.streams.detect;

import dev.stopcode.schemas.DriverDelta;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Changes that wait for their harvest to be whole. Partitions upstream advance unevenly: what one of them says of the
 * next harvest may come before another has said all of this one, and must not mix with it. They are on the heap and in
 * a store.
 */
final class HeldDeltas {

    private static final int LONGEST_NUMBER = Long.toString(Long.MAX_VALUE).length();

    private final KeyValueStore<String, DriverDelta> store;
    private final NavigableMap<String, DriverDelta> held = new TreeMap<>();

    HeldDeltas(KeyValueStore<String, DriverDelta> store) {
        this.store = store;
        try (KeyValueIterator<String, DriverDelta> all = store.all()) {
            all.forEachRemaining(entry -> held.put(entry.key, entry.value));
        }
    }

    /**
     * Holds a change back.
     *
     * @param offset the record's offset, by which the changes of a harvest are told apart
     */
    void hold(DriverDelta delta, long offset) {
        String key = key(delta, delta.getHarvestId(), offset);
        held.put(key, delta);
        store.put(key, delta);
    }

    /** Hands out the changes of a marked harvest, and of earlier ones of the same day that never were, in order. */
    List<DriverDelta> release(DriverDelta mark) {
        NavigableMap<String, DriverDelta> due =
                held.subMap(key(mark, 0, 0), true, key(mark, mark.getHarvestId(), Long.MAX_VALUE), true);
        List<DriverDelta> released = List.copyOf(due.values());
        due.keySet().forEach(store::delete);
        due.clear();
        return released;
    }

    private static String key(DriverDelta of, long harvestId, long offset) {
        return of.getSource() + '\n' + of.getDate() + '\n' + padded(harvestId) + '\n' + padded(offset);
    }

    private static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(LONGEST_NUMBER - digits.length()) + digits;
    }
}
