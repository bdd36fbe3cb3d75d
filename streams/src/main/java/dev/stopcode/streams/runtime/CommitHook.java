package dev.stopcode.streams.runtime;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/**
 * Lets a sub-topology gather work on the heap and still lose nothing: a way, by public API alone, to run a processor
 * right before each commit.
 *
 * <p>Kafka Streams forwards the content of a table's record cache whenever it commits, before offsets and changelogs
 * are made durable (or earlier, when the cache is full). So a processor that has something on the heap puts a beacon
 * into a cached table, and the processor behind that table writes what was gathered. One beacon for each round is
 * enough.
 *
 * <p>The cache must not be switched off ({@code statestore.cache.max.bytes}); with no cache the beacon comes through at
 * once, which is as safe, and slow.
 */
public final class CommitHook {

    private CommitHook() {}

    /** What is put on the beacon stream; the value has no meaning. */
    public static byte[] beacon() {
        return new byte[] {1};
    }

    /**
     * The beacons, held back until the next commit.
     *
     * @param beacons at least one record since the last commit whenever something is gathered; keys must not be null
     * @param name name of the table and its nodes
     */
    public static KStream<String, byte[]> beforeCommit(KStream<String, byte[]> beacons, String name) {
        return beacons.toTable(
                        Named.as(name),
                        Materialized.<String, byte[]>as(Stores.inMemoryKeyValueStore(name))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.ByteArray())
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream(Named.as(name + "-due"));
    }
}
