package dev.stopcode.streams.detect;

import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.FailureBreakdown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Failures broken down by dimensions, by day and source: they are read where an alert is written, and nowhere else. */
final class BreakdownShelf {

    /** Days that are kept: those of incidents that are still written down, and those before them to compare with. */
    static final int KEPT_DAYS = 90;

    private final KeyValueStore<String, FailureBreakdown> store;

    BreakdownShelf(KeyValueStore<String, FailureBreakdown> store) {
        this.store = store;
    }

    /** Takes what a harvest says of its day. */
    void put(DriverDelta delta) {
        for (FailureBreakdown breakdown : delta.getBreakdowns()) {
            String day = prefix(delta.getDriverName(), (int) delta.getDate().toEpochDay());
            String key = day + breakdown.getFailureHash() + '\n' + delta.getSource();
            boolean isEmpty = breakdown.getOsVersions().isEmpty()
                    && breakdown.getMarkets().isEmpty()
                    && breakdown.getModels().isEmpty();
            store.put(key, isEmpty ? null : breakdown);
        }
    }

    /**
     * What was put.
     *
     * @param failureHash the failure, null for all of them
     * @param from first day, as days since 1970-01-01
     * @param to last day, included
     */
    Breakdown get(String driverName, @Nullable String failureHash, List<String> sources, int from, int to) {
        Breakdown all = new Breakdown();
        for (int day = from; day <= to; day++) {
            int ofDay = day;
            forEach(driverName, day, failureHash, sources, failure -> all.add(ofDay, failure));
        }
        return all;
    }

    private void forEach(
            String driverName,
            int day,
            @Nullable String failureHash,
            List<String> sources,
            Consumer<FailureBreakdown> action) {
        String prefix = prefix(driverName, day);
        if (failureHash != null) {
            for (String source : sources) {
                FailureBreakdown known = store.get(prefix + failureHash + '\n' + source);
                if (known != null) {
                    action.accept(known);
                }
            }
            return;
        }
        try (KeyValueIterator<String, FailureBreakdown> found = store.range(prefix, prefix(driverName, day + 1))) {
            found.forEachRemaining(entry -> {
                if (sources.contains(entry.key.substring(entry.key.lastIndexOf('\n') + 1))) {
                    action.accept(entry.value);
                }
            });
        }
    }

    /** Forgets a driver's days before one. */
    void dropBefore(String driverName, int day) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, FailureBreakdown> found =
                store.range(driverName + '\n', prefix(driverName, day))) {
            found.forEachRemaining(entry -> old.add(entry.key));
        }
        old.forEach(store::delete);
    }

    /** Sorts by day, from 1997 to 2243: then days since 1970 have five digits. */
    private static String prefix(String driverName, int day) {
        return driverName + '\n' + day + '\n';
    }
}
