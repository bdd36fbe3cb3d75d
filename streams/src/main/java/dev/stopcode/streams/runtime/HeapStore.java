package dev.stopcode.streams.runtime;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A store that holds one object on the heap for the processors of a task to share, and loses it whenever the task is
 * closed: a cache over stores that have a changelog, never the only place of anything at a commit.
 */
public final class HeapStore<T> implements StateStore {

    private final String name;
    private @Nullable T object;
    private boolean open;

    private HeapStore(String name) {
        this.name = name;
    }

    /** The task's object; made by the first processor that asks. */
    public T get(Supplier<T> factory) {
        T present = object;
        if (present == null) {
            present = factory.get();
            object = present;
        }
        return present;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        object = null;
        context.register(root, (key, value) -> {
            throw new IllegalStateException(name + " has no changelog to restore from");
        });
        open = true;
    }

    @Override
    public void close() {
        object = null;
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** What a topology adds to have such a store. */
    public static <T> StoreBuilder<HeapStore<T>> builder(String name) {
        return new Builder<>(name);
    }

    private record Builder<T>(String name) implements StoreBuilder<HeapStore<T>> {
        @Override
        public HeapStore<T> build() {
            return new HeapStore<>(name);
        }

        @Override
        public StoreBuilder<HeapStore<T>> withCachingEnabled() {
            throw new UnsupportedOperationException("a heap store is a cache itself");
        }

        @Override
        public StoreBuilder<HeapStore<T>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<HeapStore<T>> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("a heap store has no changelog");
        }

        @Override
        public StoreBuilder<HeapStore<T>> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
