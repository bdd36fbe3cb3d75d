package dev.stopcode.streams.runtime;

import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.SchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What the sub-topologies are built with.
 *
 * @param config the configuration
 * @param registry where schemas are looked up
 * @param hitPartitions partitions of {@code failure-hits}
 * @param meters where metrics go
 * @param ahead how far the vendor's clock is ahead of this machine's, which a simulated vendor's may be
 */
public record TopologyContext(
        StopcodeConfig config, SchemaRegistry registry, int hitPartitions, MeterRegistry meters, Duration ahead) {

    /** The topic's name in this installation. */
    public String name(Topic<?> topic) {
        return config.kafka().name(topic);
    }

    /** The serde of a topic's values. */
    public <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return AvroSerde.of(topic.value(), config.kafka().serdes());
    }

    /** The records of a topic. */
    public <V extends SpecificRecord> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic) {
        return read(builder, topic, serde(topic));
    }

    /** The records of a topic, read with a serde of one's own. */
    public <V> KStream<String, V> read(StreamsBuilder builder, Topic<?> topic, Serde<V> serde) {
        return builder.stream(
                name(topic), Consumed.with(Serdes.String(), serde).withName(topic.baseName() + "-source"));
    }

    /** How a topic is written, partitioned by key. */
    public <V extends SpecificRecord> Produced<String, V> write(Topic<V> topic) {
        return Produced.with(Serdes.String(), serde(topic)).withName(topic.baseName() + "-sink");
    }

    /** How a topic is written, partitioned otherwise. */
    public <V extends SpecificRecord> Produced<String, V> write(
            Topic<V> topic, StreamPartitioner<String, V> partitioner) {
        return write(topic).withStreamPartitioner(partitioner);
    }

    /** The records of one type among those of several; the two names are those of the filter and of the cast. */
    public static <V extends SpecificRecord> KStream<String, V> only(
            KStream<String, SpecificRecord> stream, Class<V> type, String filter, String cast) {
        return stream.filter((key, value) -> type.isInstance(value), Named.as(filter))
                .mapValues(type::cast, Named.as(cast));
    }

    /** A store with a changelog, in memory or in RocksDB as configured. */
    public <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> key, Serde<V> value) {
        return store(name, key, value, Map.of());
    }

    /** Likewise, with settings of the changelog topic. */
    public <K, V> StoreBuilder<KeyValueStore<K, V>> store(
            String name, Serde<K> key, Serde<V> value, Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        switch (config.streams().stores()) {
                            case MEMORY -> Stores.inMemoryKeyValueStore(name);
                            case ROCKSDB -> Stores.persistentKeyValueStore(name);
                        },
                        key,
                        value)
                .withLoggingEnabled(changelog)
                .withCachingDisabled();
    }
}
