package dev.stopcode.streams.select;

import dev.stopcode.streams.state.CabState;
import dev.stopcode.streams.state.KnownCab;
import dev.stopcode.streams.state.WishBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The dumps that are known and wanted in one partition, by failure. */
final class CabShelf {

    /** Dumps of one failure from which on the least worth having are forgotten, down to half as many. */
    private static final int MAX_PER_FAILURE = 1000;

    private final KeyValueStore<String, KnownCab> cabs;
    private final KeyValueStore<String, WishBook> wishes;
    private final Map<String, Integer> counts = new HashMap<>();

    CabShelf(KeyValueStore<String, KnownCab> cabs, KeyValueStore<String, WishBook> wishes) {
        this.cabs = cabs;
        this.wishes = wishes;
    }

    /** Learns of a dump, if it is not known. */
    void learn(String failure, KnownCab cab) {
        int known = counts.computeIfAbsent(failure, f -> cabs(f).size());
        if (cabs.putIfAbsent(key(failure, cab.getCabIdHash()), cab) == null) {
            counts.put(failure, known < MAX_PER_FAILURE ? known + 1 : prune(failure));
        }
    }

    private int prune(String failure) {
        List<KnownCab> all = cabs(failure);
        List<KnownCab> spare = CabChoice.spare(all, MAX_PER_FAILURE / 2);
        spare.forEach(cab -> cabs.delete(key(failure, cab.getCabIdHash())));
        return all.size() - spare.size();
    }

    /** The dumps of a failure. */
    List<KnownCab> cabs(String failure) {
        List<KnownCab> found = new ArrayList<>();
        try (KeyValueIterator<String, KnownCab> ofFailure = cabs.prefixScan(key(failure, ""), new StringSerializer())) {
            ofFailure.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }

    void put(String failure, KnownCab cab) {
        cabs.put(key(failure, cab.getCabIdHash()), cab);
    }

    /** The alerts that want dumps of a failure, null for none. */
    @Nullable
    WishBook wishes(String failure) {
        return wishes.get(failure);
    }

    void putWishes(String failure, @Nullable WishBook book) {
        wishes.put(failure, book);
    }

    /** The failures of which dumps are wanted. */
    List<String> wanted() {
        List<String> failures = new ArrayList<>();
        try (KeyValueIterator<String, WishBook> all = wishes.all()) {
            all.forEachRemaining(entry -> failures.add(entry.key));
        }
        return failures;
    }

    /** The requested dumps that the vendor has deleted before a time, by failure. */
    Map<String, List<KnownCab>> requestedOnesGoneBefore(Instant limit) {
        Map<String, List<KnownCab>> gone = new TreeMap<>();
        try (KeyValueIterator<String, KnownCab> all = cabs.all()) {
            all.forEachRemaining(entry -> {
                Instant expiration = entry.value.getExpirationTime();
                if (entry.value.getState() == CabState.REQUESTED && expiration != null && expiration.isBefore(limit)) {
                    gone.computeIfAbsent(failure(entry.key), failure -> new ArrayList<>())
                            .add(entry.value);
                }
            });
        }
        return gone;
    }

    /** Forgets the dumps that were learnt of before a time. */
    void forgetCabsBefore(Instant limit) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, KnownCab> all = cabs.all()) {
            while (all.hasNext()) {
                KeyValue<String, KnownCab> entry = all.next();
                if (Objects.requireNonNull(entry.value).getLearnedAt().isBefore(limit)) {
                    old.add(entry.key);
                }
            }
        }
        old.forEach(cabs::delete);
        counts.clear();
    }

    private static String failure(String key) {
        return key.substring(0, key.indexOf('\n'));
    }

    private static String key(String failure, String cab) {
        return failure + '\n' + cab;
    }
}
