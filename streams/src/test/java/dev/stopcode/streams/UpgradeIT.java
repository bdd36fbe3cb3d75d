package dev.stopcode.streams;

import static dev.stopcode.streams.Rows.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.streams.dedup.DedupTopology;
import dev.stopcode.streams.detect.DetectTopology;
import dev.stopcode.streams.row.RowDeserializer;
import dev.stopcode.streams.row.RowLayout;
import dev.stopcode.streams.runtime.TopologyContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeIT {

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Installation installation(String prefix, String stateDir) {
        Installation installation = new Installation(
                prefix,
                1,
                broker.bootstrapServers(),
                URI.create("mock://upgrade"),
                directory.resolve(stateDir),
                dev.stopcode.config.StreamsConfig.Stores.ROCKSDB);
        installation.createTopics();
        return installation;
    }

    /** Counts rows as Stopcode does, but its parts are numbered the other way round, one is missing and one is too many. */
    private static KafkaStreams older(Installation installation) {
        StreamsConfig settings = new StreamsConfig(StreamsApp.settings(installation.config));
        TopologyContext context = new TopologyContext(
                installation.config,
                SchemaRegistry.connect(installation.config.kafka().serdes()),
                installation.config.kafka().partitions(),
                new SimpleMeterRegistry(),
                Duration.ZERO);
        StreamsBuilder builder = new StreamsBuilder();
        DetectTopology.addTo(builder, context);
        DedupTopology.addTo(
                builder,
                context,
                RowDeserializer.read(builder, context, Topics.FAILURE_HITS, RowLayout.HIT),
                RowDeserializer.read(builder, context, Topics.REPORT_ROWS, RowLayout.REPORT_ROW));
        builder.table(
                installation.config.kafka().name(Topics.CABS),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("older-cabs"),
                Materialized.as(Stores.persistentKeyValueStore("older-cabs")));
        Properties properties = new Properties();
        properties.putAll(settings.originals());
        return new KafkaStreams(builder.build(), properties);
    }

    /** A thread whose topology is refused dies of it. */
    private static void awaitUntil(Callable<Boolean> happened) {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1)).until(happened);
    }

    private static List<Long> days(Installation installation) {
        return installation.table(Topics.DRIVER_DAYS).values().stream()
                .filter(day -> day.getDriverVersion() == null)
                .map(DriverDay::getEvents)
                .toList();
    }

    @Test
    void shouldGoOnFromWhatAnOlderTopologyHasCommitted() {
        Rows rows = Rows.CONTOSO;
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Installation installation = installation("upgraded-", "upgraded")) {
            // Given
            try (KafkaStreams older = older(installation)) {
                older.start();
                installation.feed(List.of(
                        rows.row(TODAY, 1, 1, "1", "US", 3),
                        rows.row(TODAY, 1, 2, "1", "US", 4),
                        rows.complete(TODAY, 1)));
                installation.feedBytes(Topics.CABS, new byte[] {1});
                awaitUntil(() -> days(installation).equals(List.of(7L)));
            }
            installation.feed(List.of(
                    rows.row(TODAY, 2, 1, "1", "US", 5), rows.row(TODAY, 2, 2, "1", "US", 4), rows.complete(TODAY, 2)));

            // When
            try (StreamsApp app = new StreamsApp(installation.config, meters)) {
                app.start();
                awaitUntil(() -> days(installation).equals(List.of(9L)));
                awaitUntil(installation::isDone);
            }
        }

        // Then
        assertThat(meters.find("stopcode.rows").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void shouldGiveUpWhileAnOlderTopologyRuns() {
        try (Installation installation = installation("running-", "running");
                Installation elsewhere = installation("running-", "elsewhere");
                KafkaStreams older = older(elsewhere)) {
            // Given
            older.start();
            awaitUntil(() -> older.state() == KafkaStreams.State.RUNNING);

            // When
            try (StreamsApp app = new StreamsApp(installation.config, new SimpleMeterRegistry())) {
                app.start();
                awaitUntil(() -> !app.failure().isEmpty());

                // Then
                assertThat(app.failure()).contains("run on /127.0.0.1: stop them");
            }
            assertThat(older.state()).isEqualTo(KafkaStreams.State.RUNNING);
        }
    }
}
