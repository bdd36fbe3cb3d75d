package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.Failure;
import dev.stopcode.streams.row.RowCursor;
import dev.stopcode.streams.state.FailureState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** The failures of one partition: those at work on the heap, all of them in a key-value store. */
final class FailureBook {

    /** Failures on the heap from which on it is cleared after a write. */
    private static final int MAX_ON_HEAP = 50_000;

    private final KeyValueStore<String, FailureState> store;
    private final Map<String, KnownFailure> onHeap = new HashMap<>();
    private final Map<String, KnownFailure> changed = new HashMap<>();

    FailureBook(KeyValueStore<String, FailureState> store) {
        this.store = store;
    }

    private KnownFailure get(String failureHash) {
        return onHeap.computeIfAbsent(failureHash, hash -> KnownFailure.of(store.get(hash)));
    }

    /** Takes the names of a row. */
    void name(String failureHash, RowCursor row) {
        KnownFailure failure = get(failureHash);
        if (failure.name(row)) {
            changed.put(failureHash, failure);
        }
    }

    /** The failure, about to be changed. */
    KnownFailure change(String failureHash) {
        KnownFailure failure = get(failureHash);
        changed.put(failureHash, failure);
        return failure;
    }

    /**
     * Writes the failures that changed since the last call to the store and hands out those that readers should know.
     */
    void write(Consumer<Failure> news) {
        changed.forEach((hash, failure) -> {
            store.put(hash, failure.state());
            if (failure.isCounted()) {
                news.accept(failure.describe(hash));
            }
        });
        changed.clear();
        if (onHeap.size() > MAX_ON_HEAP) {
            onHeap.clear();
        }
    }
}
