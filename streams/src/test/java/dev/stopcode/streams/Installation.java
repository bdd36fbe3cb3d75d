package dev.stopcode.streams;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.SchemaRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** Topics of their own on a real cluster, fed as the producer feeds them. */
final class Installation implements AutoCloseable {

    final StopcodeConfig config;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    Installation(String prefix, int partitions, String bootstrapServers, URI registry, Path stateDir, Stores stores) {
        StopcodeConfig plain = TopologyFixture.config(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "main.consumer.session.timeout.ms", "6000",
                        "producer.transaction.timeout.ms", "5000"),
                Map.of("schema.registry.url", registry.toString()),
                stateDir,
                stores);
        this.config = new StopcodeConfig(
                new KafkaConfig(
                        prefix,
                        partitions,
                        (short) 1,
                        plain.kafka().clients(),
                        plain.kafka().serdes()),
                null,
                List.of(),
                List.of(),
                null,
                plain.harvest(),
                plain.streams(),
                plain.detection(),
                plain.cabs(),
                null);
        Map<String, Object> clients = Map.of("bootstrap.servers", bootstrapServers);
        this.admin = Admin.create(clients);
        this.producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void createTopics() {
        KafkaConfig kafka = config.kafka();
        try (SchemaRegistry registry = SchemaRegistry.connect(kafka.serdes())) {
            new TopicProvisioner(admin, registry, kafka.prefix(), kafka.partitions(), kafka.replicationFactor())
                    .create();
        }
    }

    /** Lets the cluster miss a dead instance of the topology after that time instead of its default. */
    void missTopologyAfter(Duration time) throws Exception {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, StreamsApp.applicationId(config.kafka()));
        ConfigEntry timeout = new ConfigEntry("streams.session.timeout.ms", Long.toString(time.toMillis()));
        admin.incrementalAlterConfigs(Map.of(group, List.of(new AlterConfigOp(timeout, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    // the flush behind a round of sends waits for them
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** Writes rows where their key belongs, and marks to every partition. */
    void feed(List<FailureHit> hits) {
        String topic = config.kafka().name(Topics.FAILURE_HITS);
        var serializer = AvroSerde.of(FailureHit.class, config.kafka().serdes()).serializer();
        int partitions = config.kafka().partitions();
        for (FailureHit hit : hits) {
            byte[] key = Rows.key(hit).getBytes(StandardCharsets.UTF_8);
            byte[] value = serializer.serialize(topic, hit);
            if (hit.getMark() == null) {
                send(new ProducerRecord<>(topic, Utils.toPositive(Utils.murmur2(key)) % partitions, key, value));
            } else {
                for (int partition = 0; partition < partitions; partition++) {
                    send(new ProducerRecord<>(topic, partition, key, value));
                }
            }
        }
        producer.flush();
    }

    /** Writes a record of any topic of Avro records, by its key. */
    <V extends SpecificRecord> void feed(Topic<V> topic, String key, V value) {
        feed(topic, key, value, Instant.now());
    }

    /** Likewise, as if it were then. */
    <V extends SpecificRecord> void feed(Topic<V> topic, String key, V value, Instant time) {
        String name = config.kafka().name(topic);
        var serializer = AvroSerde.of(topic.value(), config.kafka().serdes()).serializer();
        send(new ProducerRecord<>(
                name,
                null,
                time.toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                serializer.serialize(name, value)));
        producer.flush();
    }

    void feedBytes(Topic<?> topic, byte[] value) {
        send(new ProducerRecord<>(config.kafka().name(topic), 0, value, value));
        producer.flush();
    }

    /** Whether the topology has read all there is, in every step of it. */
    boolean isDone() throws Exception {
        for (Topic<?> topic : List.of(Topics.FAILURE_HITS, Topics.DRIVER_DELTAS, Topics.CAB_WISHES, Topics.CAB_ASKS)) {
            Map<TopicPartition, Long> committed = committed();
            for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
                if (committed.getOrDefault(end.getKey(), 0L) < end.getValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    private Map<TopicPartition, Long> committed() throws Exception {
        String group = StreamsApp.applicationId(config.kafka());
        try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listStreamsGroupOffsets(
                            Map.of(group, new ListStreamsGroupOffsetsSpec()))
                    .partitionsToOffsetAndMetadata(group)
                    .get();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private Map<TopicPartition, Long> ends(Topic<?> topic) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < config.kafka().partitions(); partition++) {
            latest.put(new TopicPartition(config.kafka().name(topic), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(
                        latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    /** The last value of each key of a topic, read committed. */
    <V extends SpecificRecord> Map<String, V> table(Topic<V> topic) {
        Map<String, V> table = new TreeMap<>();
        var values = AvroSerde.of(topic.value(), config.kafka().serdes()).deserializer();
        for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
            table.put(
                    new String(record.key(), StandardCharsets.UTF_8),
                    values.deserialize(record.topic(), record.value()));
        }
        return table;
    }

    /** All records of a topic, read committed. */
    List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic) {
        Map<String, Object> settings = new HashMap<>(config.kafka().clients());
        settings.keySet().removeIf(key -> key.startsWith("main.") || key.startsWith("producer."));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50"); // close waits for it
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(config.kafka().name(topic))
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
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

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
