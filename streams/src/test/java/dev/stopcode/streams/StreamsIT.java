package dev.stopcode.streams;

import static dev.stopcode.streams.Rows.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsIT {

    private static final int DAYS = 45;
    private static final Rows LITWARE = new Rows("litware", "litware.sys");

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        registry = EmbeddedRegistry.startInMemory(directory);
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    /** The final tables of an installation, without the time at which they were reached. */
    private record Tables(
            Map<String, Failure> failures, Map<String, DriverDay> days, Map<String, RegressionAlert> alerts) {

        static Tables of(Installation installation) {
            Map<String, RegressionAlert> alerts = installation.table(Topics.ALERTS);
            alerts.values().forEach(alert -> alert.setUpdatedAt(Instant.EPOCH));
            return new Tables(installation.table(Topics.FAILURES), installation.table(Topics.DRIVER_DAYS), alerts);
        }
    }

    /** Compares small things first, so that a failure can be read. */
    private static void assertSame(Tables actual, Tables expected) {
        assertThat(actual.alerts().values())
                .extracting(RegressionAlert::getStatus, RegressionAlert::getSummary)
                .containsExactlyInAnyOrderElementsOf(expected.alerts().values().stream()
                        .map(alert -> tuple(alert.getStatus(), alert.getSummary()))
                        .toList());
        assertThat(differences(actual.days(), expected.days())).isEmpty();
        assertThat(differences(actual.failures(), expected.failures())).isEmpty();
        assertThat(differences(actual.alerts(), expected.alerts())).isEmpty();
    }

    private static <V> Map<String, V> differences(Map<String, V> actual, Map<String, V> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        Map<String, V> different = new TreeMap<>(actual);
        different.entrySet().removeAll(expected.entrySet());
        return different;
    }

    private static Installation installation(String prefix, int partitions, Stores stores) throws Exception {
        Installation installation = new Installation(
                prefix,
                partitions,
                broker.bootstrapServers(),
                registry.url(),
                directory.resolve(prefix + "state"),
                stores);
        installation.createTopics();
        return installation;
    }

    /** One harvest of a day: rows in random order, then the mark. */
    private static List<FailureHit> harvest(Rows rows, LocalDate day, long id, Random order, boolean restated) {
        long ago = TODAY.toEpochDay() - day.toEpochDay();
        Random counts = new Random(day.toEpochDay() * 31L + rows.source().hashCode());
        List<FailureHit> harvest = new ArrayList<>();
        for (int failure = 1; failure <= 6; failure++) {
            for (String market : List.of("US", "DE", "Unknown")) {
                long events = 1L + counts.nextInt(4);
                boolean moved = restated && market.equals("Unknown");
                harvest.add(rows.row(day, id, failure, "1.0.0." + failure % 2, moved ? "FR" : market, events));
            }
        }
        if (ago <= 4) {
            harvest.add(rows.row(day, id, 7, "1.0.0.1", "US", restated && ago == 2 ? 30 : 20));
        }
        if (ago == 8) {
            harvest.add(rows.row(day, id, 1, "1.0.0.0", "JP", restated ? 1 : 90));
        }
        Collections.shuffle(harvest, order);
        harvest.add(rows.complete(day, id));
        return harvest;
    }

    /** All harvests of two sources, mixed by a seed: each source keeps its own order of harvests. */
    private static List<List<FailureHit>> harvests(long seed) {
        Random random = new Random(seed);
        List<List<List<FailureHit>>> bySource = new ArrayList<>();
        for (Rows rows : List.of(Rows.CONTOSO, LITWARE)) {
            List<List<FailureHit>> harvests = new ArrayList<>();
            for (int ago = DAYS; ago >= 0; ago--) {
                harvests.add(harvest(rows, TODAY.minusDays(ago), harvests.size() + 1, random, false));
            }
            for (int ago = 9; ago >= 0; ago--) {
                harvests.add(harvest(rows, TODAY.minusDays(ago), harvests.size() + 1, random, true));
            }
            bySource.add(harvests);
        }
        List<List<FailureHit>> mixed = new ArrayList<>();
        while (bySource.stream().anyMatch(harvests -> !harvests.isEmpty())) {
            List<List<FailureHit>> source = bySource.get(random.nextInt(bySource.size()));
            if (!source.isEmpty()) {
                mixed.add(source.removeFirst());
            }
        }
        return mixed;
    }

    private static void awaitDone(Installation installation) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(installation::isDone);
    }

    private static Tables run(Installation installation, long seed) {
        try (installation;
                StreamsApp app = new StreamsApp(installation.config, new SimpleMeterRegistry())) {
            app.start();
            harvests(seed).forEach(installation::feed);
            awaitDone(installation);
            return Tables.of(installation);
        }
    }

    @Test
    void shouldGiveTheSameTablesInAnyOrderOverAnyPartitionsAndFromAnyStore() throws Exception {
        // When
        Tables one = run(installation("one.", 1, Stores.MEMORY), 1);
        Tables four = run(installation("four.", 4, Stores.MEMORY), 2);
        Tables rocks = run(installation("rocks.", 3, Stores.ROCKSDB), 3);

        // Then
        assertThat(one.days()).hasSize(2 * (DAYS + 1) * 3);
        assertThat(one.failures()).hasSize(7);
        assertThat(one.alerts().values())
                .extracting(RegressionAlert::getKind)
                .containsExactlyInAnyOrder(
                        AlertKind.NEW_FAILURE, AlertKind.NEW_FAILURE, AlertKind.SPIKE, AlertKind.SPIKE);
        assertThat(one.alerts().values())
                .filteredOn(alert -> alert.getKind() == AlertKind.SPIKE)
                .extracting(RegressionAlert::getStatus)
                .containsOnly(AlertStatus.WITHDRAWN);
        assertSame(four, one);
        assertSame(rocks, one);
    }

    @Test
    void shouldGiveTheSameTablesWhenItIsKilledAtRandom() throws Exception {
        // Given
        Tables undisturbed = run(installation("calm.", 2, Stores.MEMORY), 4);
        Installation installation = installation("killed.", 2, Stores.MEMORY);
        installation.missTopologyAfter(Duration.ofSeconds(3));
        Path stateDir = directory.resolve("killed-state");
        File log = directory.resolve("killed.log").toFile();
        List<List<FailureHit>> harvests = harvests(4);

        // When
        int kills = 0;
        Process process = StreamsProcess.start(installation, stateDir, log);
        try (installation) {
            for (int i = 0; i < harvests.size(); i++) {
                installation.feed(harvests.get(i));
                if (i % 40 == 39) {
                    int before = installation.read(Topics.DRIVER_DELTAS).size();
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> installation.read(Topics.DRIVER_DELTAS).size() > before);
                    process.destroyForcibly().waitFor();
                    kills++;
                    process = StreamsProcess.start(installation, stateDir, log);
                }
            }
            awaitDone(installation);

            // Then
            assertThat(kills).isEqualTo(2);
            assertSame(Tables.of(installation), undisturbed);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldSetABadRecordAsideInTheTransactionThatPassesItBy() throws Exception {
        // Given
        byte[] garbage = {1, 2, 3};
        try (Installation installation = installation("bad.", 1, Stores.MEMORY);
                StreamsApp app = new StreamsApp(installation.config, new SimpleMeterRegistry())) {
            app.start();

            // When
            installation.feedBytes(Topics.FAILURE_HITS, garbage);
            installation.feed(harvest(Rows.CONTOSO, TODAY, 1, new Random(1), false));
            awaitDone(installation);

            // Then
            assertThat(installation.read(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isEqualTo(garbage);
                assertThat(letter.headers().lastHeader("cause").value())
                        .asString()
                        .contains("wire format");
            });
            assertThat(installation.table(Topics.DRIVER_DAYS)).hasSize(3);
        }
    }

    @Test
    void shouldDestroyWhatNamesADumpWhenItsTimeIsOver() throws Exception {
        String dump = "c0ffee00-0000-4000-8000-0000deadbeef";
        Retention retention = new Retention(broker.bootstrapServers(), directory.resolve("kafka"));
        try (Installation installation = installation("retention-", 2, Stores.MEMORY)) {
            // Given
            installation.feed(Topics.REPORT_ROWS, Rows.hash(1), rowWithDump(dump));
            installation.feed(Topics.CAB_WISHES, Rows.hash(1), wish());
            installation.feed(Topics.CABS, dump, result(dump));
            installation.feedBytes(Topics.REPORT_ROWS, dump.getBytes(StandardCharsets.UTF_8));
            try (StreamsApp app = new StreamsApp(installation.config, new SimpleMeterRegistry())) {
                app.start();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !installation.table(Topics.CAB_REQUESTS).isEmpty()
                                && !installation.table(Topics.CAB_RESULTS).isEmpty()
                                && !installation.read(Topics.DEAD_LETTERS).isEmpty());
            }
            Set<String> named = retention.topicsThatHold(dump);
            assertThat(named)
                    .contains(
                            "retention-report-rows",
                            "retention-cab-asks",
                            "retention-cab-requests",
                            "retention-cabs",
                            "retention-cab-results",
                            "retention-dead-letters",
                            StreamsApp.changelog(installation.config.kafka(), "select-cabs"))
                    .allSatisfy(topic ->
                            assertThat(retention.longest(topic)).as(topic).isLessThanOrEqualTo(Duration.ofDays(30)));
            assertThat(retention.filesThatHold(dump)).isNotEmpty();

            // When
            retention.shorten(named);

            // Then
            await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
                assertThat(retention.topicsThatHold(dump)).isEmpty();
                assertThat(retention.filesThatHold(dump)).isEmpty();
            });
        }
    }

    @Test
    void shouldDestroyTheDevicesOfRowsWhenTheirTimeIsOver() throws Exception {
        Retention retention = new Retention(broker.bootstrapServers(), directory.resolve("kafka"));
        try (Installation installation = installation("devices-", 1, Stores.MEMORY)) {
            // Given
            String ledger = StreamsApp.changelog(installation.config.kafka(), StreamsApp.LEDGER);
            Instant collected = Instant.now().minus(Topics.PERSONAL);
            // on a slow machine the first of them may be over before its mark is read
            for (int id = 1; id <= 2; id++) {
                LocalDate day = TODAY.minusDays(2 - id);
                installation.feed(
                        Topics.REPORT_ROWS, Rows.hash(1), LITWARE.event(day, id, 1, "1", "US", 1, "device"), collected);
                installation.feed(Topics.REPORT_ROWS, LITWARE.source(), LITWARE.reported(day, id), collected);
            }
            runUntil(installation, () -> !installation.table(Topics.DRIVER_DAYS).isEmpty());
            assertThat(Topics.PERSONAL.plus(retention.longestDeleted(ledger)))
                    .isLessThanOrEqualTo(Duration.ofDays(30).plusMinutes(1));

            // When
            runUntil(
                    installation,
                    () -> retention.history(ledger).values().stream()
                            .anyMatch(values -> values.getLast().isEmpty()));
            Set<Bytes> deleted = retention.history(ledger).entrySet().stream()
                    .filter(entry -> entry.getValue().size() > 1
                            && entry.getValue().getLast().isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertThat(deleted).isNotEmpty();
            retention.shorten(Set.of(ledger));
            // a segment is closed by the next record
            LocalDate next = TODAY.plusDays(1);
            installation.feed(Topics.REPORT_ROWS, Rows.hash(2), LITWARE.event(next, 3, 2, "1", "US", 1, "other"));
            installation.feed(Topics.REPORT_ROWS, LITWARE.source(), LITWARE.reported(next, 3));
            int known = retention.history(ledger).size();
            runUntil(installation, () -> retention.history(ledger).size() > known);

            // Then
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> retention.history(ledger).entrySet().stream()
                            .filter(entry -> deleted.contains(entry.getKey()))
                            .flatMap(entry -> entry.getValue().stream())
                            .noneMatch(Optional::isPresent));
        }
    }

    /** Runs the topology until something has happened. */
    private static void runUntil(Installation installation, Callable<Boolean> happened) {
        try (StreamsApp app = new StreamsApp(installation.config, new SimpleMeterRegistry())) {
            app.start();
            await().atMost(Duration.ofMinutes(1)).until(happened);
        }
    }

    private static ReportRow rowWithDump(String dump) {
        ReportRow row = new Rows("report", "contoso.sys").event(TODAY, 1, 1, "1.0.0.0", "US", 1, null);
        row.setCabIdHash(dump);
        row.setCabType("MINI");
        return row;
    }

    private static Cab result(String dump) {
        return Cab.newBuilder()
                .setCabIdHash(dump)
                .setFailureHash(Rows.hash(1))
                .setAlertId("alert-1")
                .setDriverName("contoso.sys")
                .setStatus(CabStatus.REJECTED)
                .setReason("no dump")
                .setCollectedAt(Instant.now())
                .build();
    }

    private static CabWish wish() {
        return CabWish.newBuilder()
                .setAlertId("alert-1")
                .setDriverName("contoso.sys")
                .setFailureHash(Rows.hash(1))
                .setStartDate(TODAY)
                .setEndDate(TODAY)
                .setAsOf(TODAY)
                .setSources(List.of("report"))
                .setOpen(true)
                .build();
    }
}
