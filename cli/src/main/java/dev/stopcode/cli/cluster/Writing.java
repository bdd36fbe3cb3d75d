package dev.stopcode.cli.cluster;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Records on their way into a topic. They are there after {@link #finish}. For one thread. */
public final class Writing<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String topic;
    private final AvroSerde<V> serde;
    private final KafkaProducer<String, V> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public Writing(KafkaConfig config, Topic<V> topic) {
        Map<String, Object> settings = config.clientSettings();
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        this.topic = config.name(topic);
        this.serde = AvroSerde.of(topic.value(), config.serdes());
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), serde.serializer());
    }

    /** Writes a record to the partition of its key. */
    public void add(String key, V value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    /**
     * Writes a record to the partition of another key.
     *
     * @param neighbour the key beside whose records it belongs
     */
    public void add(String neighbour, String key, V value) {
        int partition =
                Topic.partitionOf(neighbour, producer.partitionsFor(topic).size());
        send(new ProducerRecord<>(topic, partition, key, value));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // finish waits for all, and tells what the callback was told
    private void send(ProducerRecord<String, V> record) {
        refuseFailed();
        producer.send(record, (written, problem) -> failure.compareAndSet(null, problem));
    }

    /** Waits until all records are written. */
    public void finish() {
        producer.flush();
        refuseFailed();
    }

    private void refuseFailed() {
        Exception problem = failure.get();
        if (problem != null) {
            throw new KafkaException(topic + " takes no record", problem);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        serde.close();
    }
}
