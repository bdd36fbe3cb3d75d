package dev.stopcode.streams.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** What was deleted leaves RocksDB's files within a day, since some of it is personal. */
public final class DailyCompaction implements RocksDBConfigSetter {

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        options.setPeriodicCompactionSeconds(Duration.ofDays(1).toSeconds());
    }

    @Override
    public void close(String storeName, Options options) {
        // nothing of its own
    }
}
