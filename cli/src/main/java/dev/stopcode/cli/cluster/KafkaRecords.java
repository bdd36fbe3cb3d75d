package dev.stopcode.cli.cluster;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.serde.AvroSerde;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

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
    public void close() {
        // each read has a consumer of its own
    }

    private Reading open(Topic<?> topic) {
        Map<String, Object> settings = config.clientSettings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            return Reading.of(consumer, config.name(topic), decoder(topic));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private Deserializer<?> decoder(Topic<?> topic) {
        return topic.isAvro()
                ? AvroSerde.of(topic.value().asSubclass(SpecificRecord.class), config.serdes())
                        .deserializer()
                : new ByteArrayDeserializer();
    }
}
