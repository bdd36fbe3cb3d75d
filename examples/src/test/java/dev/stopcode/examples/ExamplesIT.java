package dev.stopcode.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples, and Confluent's clients, over alerts that the topology raised. */
class ExamplesIT {

    private static final String ALERTS = "stopcode.alerts";
    private static final String GONE = "an-alert-that-was-deleted";
    private static final Path JAVASCRIPT = Path.of("alert-consumer-js");

    @TempDir
    static Path directory;

    private static Installation installation;
    private static Map<String, RegressionAlert> alerts;

    @BeforeAll
    static void raiseAlerts() throws Exception {
        installation = new Installation(directory);
        installation.createTopics("owners", "alert-notices");
        installation.raiseAlerts();
        alerts = installation.latest(Topics.ALERTS);
        assertThat(alerts).hasSize(2);
        installation.write(ALERTS, GONE, null);
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void shouldPrintEveryAlertInJava() throws Exception {
        try (Program program = Program.java(AlertConsumer.class, installation.environment())) {
            awaitEveryAlert(program);
        }
    }

    @Test
    void shouldPrintEveryAlertInJavaScript() throws Exception {
        Path home = NodePackages.install("alert-consumer-js", Files.readString(JAVASCRIPT.resolve("package.json")));
        Path copy = home.resolve("alert-consumer.js");
        Files.writeString(copy, Files.readString(JAVASCRIPT.resolve("alert-consumer.js")));
        try (Program program = Program.start(new ProcessBuilder("node", copy.toString()), installation.environment())) {
            awaitEveryAlert(program);
        }
    }

    /** The last line of each alert, for the topic may have lost earlier states to compaction. */
    private static void awaitEveryAlert(Program program) {
        List<String> expected = Stream.concat(
                        alerts.values().stream()
                                .map(alert -> String.join(
                                        "\t",
                                        alert.getAlertId(),
                                        alert.getStatus().name(),
                                        alert.getSeverity().name(),
                                        alert.getSummary())),
                        Stream.of(GONE + "\tDELETED"))
                .toList();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Map<String, String> last = new TreeMap<>();
            program.lines().forEach(line -> last.put(line.split("\t", 2)[0], line));
            assertThat(last.values()).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void shouldTellTheOwnersOfADriver() throws Exception {
        // Given
        String contoso = alertOf("contoso.sys");
        String litware = alertOf("litware.sys");
        own("contoso.sys", "#storage");

        try (Program router = Program.java(AlertRouter.class, installation.environment())) {
            awaitNotice(contoso, "#storage");
            awaitNotice(litware, "#drivers");
            assertThat(router.isAlive()).isTrue();

            // When
            own("contoso.sys", null);
            own("litware.sys", "#radio");
            installation.write(ALERTS, GONE, valueOf(litware));

            // Then
            awaitNotice(contoso, "#drivers");
            awaitNotice(litware, "#radio");
            awaitNotice(GONE, "#radio");

            // When
            installation.write(ALERTS, GONE, null);

            // Then
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> "".equals(notices().get(GONE)));
        }
    }

    @ParameterizedTest
    @MethodSource("written")
    void shouldBeReadAndWrittenByConfluentsClient(Topic<?> topic) throws Exception {
        ConfluentClient client = new ConfluentClient(installation.registryUrl());
        String name = topic.name("stopcode.");
        try (AvroDeserializer<IndexedRecord> own = new AvroDeserializer<>()) {
            own.configure(Map.of("schema.registry.url", installation.registryUrl()), false);
            assertThat(installation.read(name))
                    .filteredOn(record -> record.value() != null)
                    .isNotEmpty()
                    .allSatisfy(record -> {
                        GenericRecord read = client.read(record.value());
                        assertThat(read).hasToString(String.valueOf(own.deserialize(name, record.value())));
                        assertThat(client.write(topic.subject("stopcode."), read))
                                .isEqualTo(record.value());
                    });
        }
    }

    static Stream<Topic<?>> written() {
        return Stream.of(
                Topics.FAILURE_HITS,
                Topics.FAILURES,
                Topics.DRIVER_DAYS,
                Topics.REGRESSION_ALERTS,
                Topics.ALERTS,
                Topics.SOURCE_STATUS);
    }

    private static void own(String driver, @Nullable String channel) throws Exception {
        String owner = "{\"team\":\"a team\",\"channel\":\"" + channel + "\"}";
        installation.write("owners", driver, channel == null ? null : owner.getBytes(StandardCharsets.UTF_8));
    }

    private static String alertOf(String driver) {
        return alerts.values().stream()
                .filter(alert -> alert.getDriverName().equals(driver))
                .findFirst()
                .orElseThrow()
                .getAlertId();
    }

    private static byte[] valueOf(String alertId) {
        return installation.read(ALERTS).stream()
                .filter(record -> record.key().equals(alertId))
                .toList()
                .getLast()
                .value();
    }

    private static void awaitNotice(String alertId, String channel) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(notices().get(alertId)).contains("\"" + channel + "\"", "2026-06-30"));
    }

    /** The notices as they stand; empty text for one that was taken back. */
    private static Map<String, String> notices() {
        Map<String, String> notices = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : installation.read("alert-notices")) {
            notices.put(record.key(), record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8));
        }
        return notices;
    }
}
