package dev.stopcode.streams;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.DetectionConfig;
import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.streams.runtime.TopologyContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology in a test driver, with a registry in memory. */
public final class TopologyFixture implements AutoCloseable {

    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final StopcodeConfig config;
    private final TopologyTestDriver driver;

    public TopologyFixture(Path stateDir) {
        this(stateDir, Stores.MEMORY);
    }

    public TopologyFixture(Path stateDir, Stores stores) {
        this(stateDir, stores, Map.of());
    }

    /** With settings of the serdes besides those that reach the registry. */
    TopologyFixture(Path stateDir, Stores stores, Map<String, String> serdes) {
        Map<String, String> all = new HashMap<>(serdes);
        all.put("schema.registry.url", "mock://" + UUID.randomUUID());
        all.put("auto.register.schemas", "true");
        config = config(Map.of("bootstrap.servers", "not-used:9092"), all, stateDir, stores);
        Properties properties = new Properties();
        properties.putAll(StreamsApp.settings(config));
        // the test driver drops dead letters of transactional producers; the tests on a broker run exactly once
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology(config, meters), properties);
    }

    public static Topology topology(StopcodeConfig config, SimpleMeterRegistry meters) {
        SchemaRegistry registry = SchemaRegistry.connect(config.kafka().serdes());
        TopologyContext context = new TopologyContext(config, registry, 1, meters, Duration.ZERO);
        return StopcodeTopology.build(context, new StreamsConfig(StreamsApp.settings(config)));
    }

    /** A configuration with the product's thresholds. */
    public static StopcodeConfig config(
            Map<String, String> clients, Map<String, String> serdes, Path stateDir, Stores stores) {
        return new StopcodeConfig(
                new KafkaConfig("stopcode.", 4, (short) 1, clients, serdes),
                null,
                List.of(),
                List.of(),
                null,
                new HarvestConfig(90, 10, Duration.ofHours(6), 10_000, 4, 3, ""),
                new dev.stopcode.config.StreamsConfig(stores, stateDir, 2),
                new DetectionConfig(165, Sensitivity.NORMAL, List.of(1.0), 3, 36, Set.of("contoso.sys"), Set.of()),
                new CabConfig(
                        new CabBudget(3, 20, 20),
                        2,
                        3,
                        Duration.ofHours(1),
                        1 << 20,
                        StoreConfig.directory(stateDir.resolve("cabs"))),
                null);
    }

    public <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(
                config.kafka().name(topic),
                Serdes.String().serializer(),
                serde(topic).serializer());
    }

    public TestInputTopic<String, byte[]> rawInput(Topic<?> topic) {
        return driver.createInputTopic(
                config.kafka().name(topic),
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer());
    }

    /** What was written to a topic since the last call. */
    public <V extends SpecificRecord> List<KeyValue<String, V>> output(Topic<V> topic) {
        return driver.createOutputTopic(
                        config.kafka().name(topic),
                        Serdes.String().deserializer(),
                        serde(topic).deserializer())
                .readKeyValuesToList();
    }

    /** Likewise, the values alone. */
    public <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        List<V> values = new ArrayList<>();
        output(topic).forEach(record -> values.add(record.value));
        return values;
    }

    /** Likewise, the times that they are stamped with. */
    public List<Instant> timestamps(Topic<? extends SpecificRecord> topic) {
        return driver
                .createOutputTopic(
                        config.kafka().name(topic),
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer())
                .readRecordsToList()
                .stream()
                .map(TestRecord::getRecordTime)
                .toList();
    }

    /** Likewise, the last value of each key. */
    public <V extends SpecificRecord> Map<String, V> table(Topic<V> topic) {
        Map<String, V> table = new LinkedHashMap<>();
        output(topic).forEach(record -> table.put(record.key, record.value));
        return table;
    }

    /** The last value of a key that was written since the last call. */
    public <V extends SpecificRecord> V row(Topic<V> topic, String key) {
        return Objects.requireNonNull(table(topic).get(key), key);
    }

    /** What was written to the changelog of a store since the last call. */
    public List<KeyValue<String, byte[]>> changelog(String store) {
        return driver.createOutputTopic(
                        StreamsApp.changelog(config.kafka(), store),
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer())
                .readKeyValuesToList();
    }

    /** Lets time pass by the clock of the machine, which punctuations go by. */
    public void advanceWallClock(Duration time) {
        driver.advanceWallClockTime(time);
    }

    public List<byte[]> deadLetters() {
        return driver.createOutputTopic(
                        config.kafka().name(dev.stopcode.schemas.Topics.DEAD_LETTERS),
                        Serdes.ByteArray().deserializer(),
                        Serdes.ByteArray().deserializer())
                .readValuesToList();
    }

    public double counter(String outcome) {
        return meters.counter("stopcode.rows", "outcome", outcome).count();
    }

    private <V extends SpecificRecord> AvroSerde<V> serde(Topic<V> topic) {
        return AvroSerde.of(topic.value(), config.kafka().serdes());
    }

    @Override
    public void close() {
        driver.close();
    }
}
