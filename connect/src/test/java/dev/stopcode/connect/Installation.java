package dev.stopcode.connect;

import static org.awaitility.Awaitility.await;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.AvroSerializer;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SerdeKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Topics of one prefix, and the connectors that read them. */
final class Installation implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Servers servers;
    private final String prefix;
    private final AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();
    private final KafkaProducer<String, byte[]> producer;

    Installation(Servers servers, String prefix) {
        this.servers = servers;
        this.prefix = prefix;
        Map<String, Object> cluster = Map.of("bootstrap.servers", servers.broker.bootstrapServers());
        Map<String, Object> settings =
                Map.of(SerdeKeys.URL, servers.registry.url().toString(), SerdeKeys.AUTO_REGISTER, true);
        try (SchemaRegistry registry = SchemaRegistry.connect(settings);
                Admin admin = Admin.create(cluster)) {
            new TopicProvisioner(admin, registry, prefix, 2, (short) 1).create();
        }
        serializer.configure(settings, false);
        producer = new KafkaProducer<>(cluster, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes a record, or deletes its key with null. */
    void send(Topic<?> topic, String key, @Nullable IndexedRecord value) throws Exception {
        sendBytes(topic, key, value == null ? null : serializer.serialize(topic.name(prefix), value));
    }

    void sendBytes(Topic<?> topic, String key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(prefix), key, value)).get();
    }

    /** Runs the repository's connector over these topics, with other endpoints; returns its name. */
    String connect(String file, Map<String, String> endpoints) throws Exception {
        Map<String, String> settings = new HashMap<>(endpoints);
        settings.put(
                "value.converter.schema.registry.url", servers.registry.url().toString());
        settings.put("errors.deadletterqueue.topic.name", prefix + "connect-dead-letters");
        return servers.worker.run(file, prefix, settings);
    }

    String state(String connector) throws Exception {
        return servers.worker.state(connector);
    }

    void restart(String connector) throws Exception {
        servers.worker.restart(connector);
    }

    /** Waits for so many dead letters of all connectors here. */
    List<ConsumerRecord<String, byte[]>> deadLetters(int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", servers.broker.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(prefix + "connect-dead-letters"));
            List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return letters.size() >= count;
            });
            return letters;
        }
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
