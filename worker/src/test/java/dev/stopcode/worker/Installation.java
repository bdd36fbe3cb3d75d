package dev.stopcode.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.DetectionConfig;
import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StreamsConfig;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.SchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of their own for one test, and what the worker's neighbours do: ask for dumps, and read what became of them.
 */
final class Installation implements AutoCloseable {

    private final String bootstrapServers;
    private final KafkaConfig kafka;
    private final DevCenterConfig devCenter;
    private final Path store;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final AvroSerde<CabRequest> requests;
    private final AvroSerde<Cab> cabs;
    private final AvroSerde<CabPurge> purges;

    Installation(String prefix, String bootstrapServers, URI registry, DevCenterConfig devCenter, Path store) {
        Map<String, String> clients = Map.of("bootstrap.servers", bootstrapServers);
        Map<String, String> serdes = Map.of("schema.registry.url", registry.toString());
        this.bootstrapServers = bootstrapServers;
        this.kafka = new KafkaConfig(prefix, 1, (short) 1, clients, serdes);
        this.devCenter = devCenter;
        this.store = store;
        this.admin = Admin.create(kafka.clientSettings());
        this.producer =
                new KafkaProducer<>(kafka.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer());
        this.requests = AvroSerde.of(CabRequest.class, serdes);
        this.cabs = AvroSerde.of(Cab.class, serdes);
        this.purges = AvroSerde.of(CabPurge.class, serdes);
    }

    void createTopics() {
        try (SchemaRegistry registry = SchemaRegistry.connect(kafka.serdes())) {
            new TopicProvisioner(admin, registry, kafka.prefix(), kafka.partitions(), kafka.replicationFactor())
                    .create();
        }
    }

    StopcodeConfig config(int concurrency, int attempts) {
        return config(concurrency, attempts, StoreConfig.directory(store));
    }

    StopcodeConfig config(int concurrency, int attempts, StoreConfig dumps) {
        return new StopcodeConfig(
                kafka,
                devCenter,
                List.of(new SourceConfig("w10", Flavour.WINDOWS_10, "application", true)),
                List.of(),
                null,
                new HarvestConfig(90, 14, Duration.ofHours(1), 10_000, 2, 3, ""),
                new StreamsConfig(StreamsConfig.Stores.MEMORY, store, 1),
                new DetectionConfig(165, Sensitivity.NORMAL, List.of(1.0), 3, 36, Set.of(), Set.of()),
                new CabConfig(new CabBudget(3, 20, 20), concurrency, attempts, Duration.ofMinutes(1), 1_000_000, dumps),
                null);
    }

    void lockFor(Duration duration) throws Exception {
        ConfigEntry entry = new ConfigEntry("share.record.lock.duration.ms", Long.toString(duration.toMillis()));
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, kafka.prefix() + "worker"),
                        List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    void request(String cabIdHash) throws Exception {
        String topic = kafka.name(Topics.CAB_REQUESTS);
        CabRequest request = CabRequest.newBuilder()
                .setCabIdHash(cabIdHash)
                .setFailureHash("failure of " + cabIdHash)
                .setFailureName("AV_fastboot!unknown_function")
                .setSource("w10")
                .setAlertId("alert")
                .setDriverName("fastboot.sys")
                .setEventTime(Instant.EPOCH)
                .setReason("newest")
                .build();
        send(cabIdHash.getBytes(UTF_8), requests.serializer().serialize(topic, request));
    }

    void send(byte[] key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(kafka.name(Topics.CAB_REQUESTS), key, value))
                .get(30, TimeUnit.SECONDS);
    }

    /** All results so far. */
    List<Cab> cabs() {
        return read(Topics.CABS).stream()
                .filter(record -> record.value() != null)
                .map(record -> cabs.deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    List<CabPurge> purges() {
        return read(Topics.CAB_PURGES).stream()
                .map(record -> purges.deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(Topics.DEAD_LETTERS);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        // close waits for a last fetch
        Map<String, Object> settings =
                new HashMap<>(Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "50"));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.name(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
