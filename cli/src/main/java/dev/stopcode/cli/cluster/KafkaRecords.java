package dev.stopcode.cli.cluster;

import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SchemaRegistryException;
import dev.stopcode.streams.StreamsApp;
import dev.stopcode.streams.row.RowDeserializer;
import dev.stopcode.streams.row.RowLayout;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Records read from a cluster. */
public final class KafkaRecords implements Records {

    private final KafkaConfig config;

    public KafkaRecords(KafkaConfig config) {
        this.config = config;
    }

    @Override
    public void read(Topic<?> topic, Predicate<TopicRecord> more) {
        try (Reading reading = open(topic)) {
            reading.untilEnd(more);
        }
    }

    @Override
    public void follow(Topic<?> topic, Predicate<TopicRecord> more, Runnable caughtUp) {
        try (Reading reading = open(topic)) {
            boolean wanted = reading.untilEnd(more);
            caughtUp.run();
            while (wanted) {
                wanted = reading.poll(more);
            }
        }
    }

    @Override
    public <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
        try (Writing<V> writing = new Writing<>(config, topic)) {
            writing.add(key, value);
            writing.finish();
        }
    }

    /**
     * Reads the rows of a topic from its beginning to the end that it has at the start of reading, as the topology
     * does: undecoded. What is no row is left out.
     */
    public <V extends SpecificRecord> void readRows(Topic<V> topic, RowLayout layout, Consumer<byte[]> rows) {
        try (SchemaRegistry registry = SchemaRegistry.connect(config.serdes());
                AvroSerde<V> serde = AvroSerde.of(topic.value(), config.serdes());
                Reading reading =
                        open(config.name(topic), new RowsAlone(RowDeserializer.of(layout, serde, registry)))) {
            reading.untilEnd(record -> {
                if (record.value() instanceof byte[] row) {
                    rows.accept(row);
                }
                return true;
            });
        }
    }

    /**
     * Reads what a store of the topology holds for a driver and those that share its partition, from its changelog: each
     * change, in order.
     *
     * @throws UserError if the topology has never run
     */
    public void readStore(String store, String driverName, BiConsumer<String, byte @Nullable []> changes) {
        String topic = StreamsApp.changelog(config, store);
        try (Reading reading = open(topic, new ByteArrayDeserializer())) {
            reading.only(Topic.partitionOf(driverName, reading.partitions()));
            reading.untilEnd(record -> {
                changes.accept(String.valueOf(record.key()), (byte[]) record.value());
                return true;
            });
        }
    }

    /** The topics of the cluster. */
    public Set<String> topics() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.listTopics().keySet();
        }
    }

    /** Hands on when each record of a topic was written, and its size. */
    public void readSizes(String topic, ObjLongConsumer<Instant> sizes) {
        try (Reading reading = open(topic, new ByteArrayDeserializer())) {
            reading.untilEnd(record -> {
                byte[] value = (byte[]) record.value();
                long key = record.key() == null ? 0 : record.key().length();
                sizes.accept(record.timestamp(), key + (value == null ? 0 : value.length));
                return true;
            });
        }
    }

    /** Of what is no row, which the topology puts aside, nothing. */
    private record RowsAlone(Deserializer<byte[]> rows) implements Deserializer<byte[]> {

        @Override
        public byte @Nullable [] deserialize(String topic, byte @Nullable [] bytes) {
            try {
                return rows.deserialize(topic, bytes);
            } catch (SerializationException | SchemaRegistryException e) {
                if (FailureReport.cause(e) instanceof SchemaRegistryException registry && registry.isRetryable()) {
                    throw registry;
                }
                return null;
            }
        }
    }

    @Override
    public void close() {
        // each read has a consumer of its own
    }

    private Reading open(Topic<?> topic) {
        return open(config.name(topic), decoder(topic));
    }

    private Reading open(String topic, Deserializer<?> decoder) {
        KafkaConsumer<String, byte[]> consumer = consumer();
        try {
            return Reading.of(consumer, topic, decoder);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = config.clientSettings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        // a reader that closes at the end of a topic waits for a last fetch that finds nothing
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Deserializer<?> decoder(Topic<?> topic) {
        return topic.isAvro()
                ? AvroSerde.of(topic.value().asSubclass(SpecificRecord.class), config.serdes())
                        .deserializer()
                : new ByteArrayDeserializer();
    }
}
