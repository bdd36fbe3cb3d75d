package dev.stopcode.examples;

import static org.awaitility.Awaitility.await;

import dev.stopcode.config.ConfigLoader;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.streams.StreamsApp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Broker, registry and the topology itself, which has raised alerts of two drivers. */
final class Installation implements AutoCloseable {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final int PARTITIONS = 2;

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final KafkaConfig kafka;
    private final StopcodeConfig config;
    private final KafkaProducer<String, byte[]> producer;
    private final AvroSerde<FailureHit> hits;

    Installation(Path directory) {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        registry = EmbeddedRegistry.startInMemory(directory);
        config = ConfigLoader.load(
                null,
                Map.of(),
                Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "schema.registry.url", registry.url().toString(),
                        "topics.partitions", Integer.toString(PARTITIONS),
                        "topics.replication.factor", "1",
                        "streams.state.dir", directory.resolve("streams").toString()));
        kafka = config.kafka();
        producer = new KafkaProducer<>(kafka.clientSettings(), new StringSerializer(), new ByteArraySerializer());
        hits = AvroSerde.of(FailureHit.class, kafka.serdes());
    }

    /** What the examples are configured with. */
    Map<String, String> environment() {
        return Map.of(
                "BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "SCHEMA_REGISTRY_URL", registry.url().toString());
    }

    String registryUrl() {
        return registry.url().toString();
    }

    void createTopics(String... others) throws Exception {
        try (Admin admin = Admin.create(kafka.clientSettings());
                SchemaRegistry schemas = SchemaRegistry.connect(kafka.serdes())) {
            new TopicProvisioner(admin, schemas, kafka.prefix(), kafka.partitions(), kafka.replicationFactor())
                    .create();
            admin.createTopics(Stream.of(others)
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Runs the topology over 45 days of two drivers, the last three of them bad, until it has raised an alert of each. */
    void raiseAlerts() throws Exception {
        try (StreamsApp app = new StreamsApp(config, new SimpleMeterRegistry())) {
            app.start();
            for (int ago = 45; ago >= 0; ago--) {
                harvest(TODAY.minusDays(ago), 46L - ago, ago < 3 ? 60 : 3);
            }
            producer.flush();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> latest(Topics.SOURCE_STATUS).values().stream()
                            .anyMatch(status -> TODAY.equals(status.getNewestDay())));
        }
    }

    private void harvest(LocalDate day, long harvest, long events) {
        for (String driver : List.of("contoso", "litware")) {
            String hash = UUID.nameUUIDFromBytes(driver.getBytes(StandardCharsets.UTF_8))
                    .toString();
            FailureHit row = hit(day, harvest, events)
                    .setFailureHash(hash)
                    .setFailureName("AV_" + driver + "!f")
                    .setDriverName(driver + ".sys")
                    .setDriverVersion("1.0.0.0")
                    .setMarket("DE")
                    .build();
            send(null, hash, row);
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            FailureHit mark = hit(day, harvest, 0)
                    .setMark(HarvestMark.DAY_COMPLETE)
                    .setAsOf(TODAY)
                    .build();
            send(partition, "oem", mark);
        }
    }

    private static FailureHit.Builder hit(LocalDate day, long harvest, long events) {
        return FailureHit.newBuilder()
                .setSource("oem")
                .setDate(day)
                .setHarvestId(harvest)
                .setEventCount(events);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the flush behind the harvests waits for all
    private void send(@Nullable Integer partition, String key, FailureHit hit) {
        String topic = kafka.name(Topics.FAILURE_HITS);
        producer.send(
                new ProducerRecord<>(topic, partition, key, hits.serializer().serialize(topic, hit)));
    }

    /** Writes what others than Stopcode write; null deletes. */
    void write(String topic, String key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    /** All committed records of a topic, those of a key in order. */
    List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put("isolation.level", "read_committed");
        settings.put("fetch.max.wait.ms", "50"); // close waits for it
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The last value of each key of a topic of Avro records. */
    <V extends SpecificRecord> Map<String, V> latest(Topic<V> topic) {
        Map<String, V> latest = new TreeMap<>();
        try (AvroSerde<V> serde = AvroSerde.of(topic.value(), kafka.serdes())) {
            read(kafka.name(topic))
                    .forEach(record ->
                            latest.put(record.key(), serde.deserializer().deserialize(record.topic(), record.value())));
        }
        return latest;
    }

    @Override
    public void close() {
        producer.close();
        hits.close();
        registry.close();
        broker.close();
    }
}
