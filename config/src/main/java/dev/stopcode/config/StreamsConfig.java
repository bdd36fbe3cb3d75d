package dev.stopcode.config;

import java.nio.file.Path;

/**
 * How the topology runs.
 *
 * @param stores where the row ledger lives
 * @param stateDir directory of the local state
 * @param threads stream threads of an instance
 */
public record StreamsConfig(Stores stores, Path stateDir, int threads) {

    /** Where the row ledger lives between restarts of a task; its changelog is on the broker in either case. */
    public enum Stores {
        /** On the heap: fastest, restored from the changelog at each start. */
        MEMORY,
        /** In RocksDB: for state beyond memory, and quick restarts. */
        ROCKSDB
    }
}
