package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.cluster.Provisioning;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.TopicRecord;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.machine.DataDir;
import dev.stopcode.cli.machine.Machine;
import dev.stopcode.config.ConfigLoader;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.producer.imports.ImportedSource;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.StreamsApp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code stopcode import} of what a simulated Dev Center answered, into topics on a real broker. */
class ImportIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final LocalDate FIRST = TODAY.minusDays(2);
    private static final World WORLD = World.of(new WorldConfig(1, Size.SMALL, TODAY));
    private static final Source SOURCE = WORLD.sources().stream()
            .filter(source -> source.flavour() == Flavour.WINDOWS_7_8)
            .findFirst()
            .orElseThrow();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path dir;

    private static Machine machine;
    private static Path report;
    private static Path hits;
    private static Path details;
    private static int installations;

    private Map<String, String> settings;
    private StopcodeConfig config;
    private Records records;

    @BeforeAll
    static void start() throws Exception {
        machine = Machine.start(new DataDir(dir.resolve("data")), 0, 0);
        try (SavedAnswers answers = new SavedAnswers(WORLD, TODAY)) {
            report = answers.report(dir.resolve("report.txt"));
            hits = answers.hits(SOURCE, FIRST, TODAY, dir.resolve("hits"));
            String failure = rows(hits).getFirst().path("failureHash").asText();
            details = answers.details(SOURCE, failure, dir.resolve("details"));
        }
    }

    @AfterAll
    static void stop() {
        machine.close();
    }

    @BeforeEach
    void createTopics() {
        settings = new LinkedHashMap<>(machine.endpoints().settings());
        settings.put("topics.prefix", "import" + installations++ + ".");
        settings.put("topics.partitions", Integer.toString(PARTITIONS));
        settings.put("harvest.page.size", "200");
        settings.put("harvest.device.key", "hush");
        settings.put("streams.state.dir", dir.resolve("streams").toString());
        config = ConfigLoader.load(null, Map.of(), settings);
        records = new KafkaRecords(config.kafka());
        Provisioning.create(config.kafka());
    }

    private Terminal stopcode(int exit, String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        Terminal terminal = Terminal.onThisMachine();
        assertThat(terminal.run(line.toArray(String[]::new)))
                .as(terminal.out() + terminal.err())
                .isEqualTo(exit);
        return terminal;
    }

    private JsonNode imported(Object... args) throws IOException {
        List<String> line = new ArrayList<>(List.of("import", "-o", "json"));
        Stream.of(args).map(Object::toString).forEach(line::add);
        return JSON.readTree(stopcode(ExitCode.OK, line.toArray(String[]::new)).out());
    }

    private <V> List<V> values(Topic<V> topic) {
        List<V> values = new ArrayList<>();
        records.read(topic, record -> values.add(topic.value().cast(record.value())));
        return values;
    }

    private static List<JsonNode> rows(Path pages) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(pages)) {
            for (Path page : files.sorted().toList()) {
                JSON.readTree(page.toFile()).path("Value").forEach(rows::add);
            }
        }
        return rows;
    }

    /** A page of rows. */
    private Path page(String name, List<JsonNode> rows) throws IOException {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode value = page.putArray("Value");
        rows.forEach(value::add);
        return Files.writeString(dir.resolve(name), page.toString());
    }

    private static JsonNode restated(JsonNode row, long by) {
        ObjectNode restated = row.deepCopy();
        return restated.put("eventCount", row.path("eventCount").asLong() + by);
    }

    /** Counts by driver, version and day that rows add up to. */
    private static Map<String, Long> totals(List<JsonNode> rows) {
        Map<String, Long> totals = new TreeMap<>();
        for (JsonNode row : rows) {
            for (String version : List.of("*", row.path("driverVersion").asText())) {
                totals.merge(
                        String.join(
                                " ",
                                row.path("driverName").asText(),
                                version,
                                row.path("date").asText()),
                        row.path("eventCount").asLong(),
                        Long::sum);
            }
        }
        return totals;
    }

    /** The same as detection has them. */
    private Map<String, Long> counted() {
        Map<String, Long> totals = new TreeMap<>();
        for (DriverDay day : records.latestValues(Topics.DRIVER_DAYS)) {
            String version = Objects.requireNonNullElse(day.getDriverVersion(), "*");
            totals.put(
                    String.join(" ", day.getDriverName(), version, day.getDate().toString()), day.getEvents());
        }
        totals.values().removeIf(events -> events == 0);
        return totals;
    }

    private void awaitCounted(List<JsonNode> rows) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(counted()).isEqualTo(totals(rows)));
    }

    @Test
    void shouldImportReportsAndPagesAsRowsWithTheirMarks() throws Exception {
        // When
        JsonNode summary = imported(report, hits, details);

        // Then
        List<FailureHit> hitRows = values(Topics.FAILURE_HITS);
        List<ReportRow> eventRows = values(Topics.REPORT_ROWS);
        assertThat(hitRows.stream().filter(row -> row.getMark() == null))
                .hasSameSizeAs(rows(hits))
                .allSatisfy(row -> {
                    assertThat(row.getSource()).isEqualTo("import");
                    assertThat(row.getCounting()).isTrue();
                    assertThat(row.getHarvestId()).isEqualTo(1);
                });
        assertThat(eventRows.stream().filter(row -> row.getMark() == null)).allSatisfy(row -> {
            assertThat(row.getSource()).isEqualTo("import.events");
            assertThat(row.getCounting()).as("the counts of days count").isFalse();
        });
        assertThat(eventRows.stream().map(ReportRow::getDeviceHash).filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{32}"));
        assertThat(hitRows.stream().filter(row -> row.getMark() != null))
                .hasSize(3 * PARTITIONS)
                .allSatisfy(mark -> assertThat(mark.getMark()).isEqualTo(HarvestMark.DAY_PARTIAL))
                .extracting(FailureHit::getDate)
                .containsOnly(FIRST, FIRST.plusDays(1), TODAY);
        Set<LocalDate> eventDays = eventRows.stream()
                .filter(row -> row.getMark() != null)
                .map(row -> LocalDate.ofInstant(row.getEventTime(), ZoneOffset.UTC))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(summary.path("new").asLong() + summary.path("duplicate").asLong())
                .isEqualTo(summary.path("rows").asLong())
                .isEqualTo(Files.readString(report).lines().count()
                        - 1
                        + rows(hits).size()
                        + rows(details).size());
        assertThat(summary.path("files").asInt())
                .isEqualTo(1 + files(hits).size() + files(details).size());
        assertThat(summary.path("rejected").asLong()).isZero();
        assertThat(summary.path("from").asText())
                .isEqualTo(eventDays.iterator().next().toString());
        assertThat(summary.path("to").asText()).isEqualTo(TODAY.toString());
        assertThat(summary.path("counting")).hasToString("[\"import\"]");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void shouldLetNoDeviceLeaveUnhashed() throws Exception {
        // Given
        Path rows = Files.writeString(dir.resolve("devices.ndjson"), """
                {"date": "2026-11-19 10:00:00", "failureHash": "h", "clientDeviceId": "s:ABC-123", "cabIdHash": "c"}
                {"date": "yesterday", "failureHash": "h", "clientDeviceId": "s:ABC-123", "other": "s:ABC-123"}
                """);

        // When
        JsonNode summary = imported(rows);

        // Then
        assertThat(summary.path("new").asLong()).isEqualTo(1);
        assertThat(summary.path("rejected").asLong()).isEqualTo(1);
        assertThat(everything()).contains("\"cabIdHash\": \"c\"", "yesterday").doesNotContain("ABC-123");
    }

    /** All records of all topics as text. */
    private String everything() {
        StringBuilder text = new StringBuilder();
        Topics.ALL.forEach(topic -> records.read(topic, record -> {
            Object value = record.value();
            text.append(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value)
                    .append(record.headers())
                    .append('\n');
            return true;
        }));
        return text.toString();
    }

    @Test
    void shouldCountEachRowOnceHoweverOftenItIsImported() throws Exception {
        try (StreamsApp streams = new StreamsApp(config, new SimpleMeterRegistry())) {
            streams.start();
            List<JsonNode> rows = rows(hits);

            // When
            JsonNode first = imported(hits);

            // Then
            assertChanges(first, rows.size(), 0, 0);
            awaitCounted(rows);

            // When
            JsonNode second = imported(hits);

            // Then
            assertChanges(second, 0, rows.size(), 0);

            // When
            rows.set(0, restated(rows.getFirst(), 5));
            JsonNode third = imported(page("restated.json", rows.subList(0, 2)));

            // Then: harvests of a source are applied in their order, so this says of the second that it changed nothing
            assertChanges(third, 0, 1, 1);
            awaitCounted(rows);

            // When
            String today = TODAY.toString();
            List<JsonNode> ofToday = rows.stream()
                    .filter(row -> row.path("date").asText().equals(today))
                    .toList();
            List<JsonNode> left = ofToday.subList(1, ofToday.size());
            JsonNode fourth = imported("--complete", page("complete.json", left));

            // Then
            assertChanges(fourth, 0, left.size(), 0);
            assertThat(fourth.path("takenBack").asLong()).isEqualTo(1);
            rows.remove(ofToday.getFirst());
            awaitCounted(rows);

            // When
            JsonNode fifth = imported(page("back.json", ofToday.subList(0, 1)));

            // Then
            assertChanges(fifth, 0, 0, 1);
            rows.add(ofToday.getFirst());
            awaitCounted(rows);
        }
    }

    private static void assertChanges(JsonNode summary, int fresh, int duplicate, int restated) {
        assertThat(List.of(summary.path("new"), summary.path("duplicate"), summary.path("restated")))
                .as(summary.toString())
                .extracting(JsonNode::asInt)
                .containsExactly(fresh, duplicate, restated);
    }

    @Test
    void shouldSendBadRowsToDeadLettersWithFileAndLine() throws Exception {
        // Given
        Path file = Files.writeString(dir.resolve("bad.csv"), """
                FailureHash,FailureDate,DriverName,EventCount
                h,2026-11-19,a.sys,3
                h,soon,a.sys,4
                h,2027-11-19,a.sys,5
                """);

        // When
        Terminal terminal = stopcode(ExitCode.OK, "import", file.toString());

        // Then
        List<TopicRecord> letters = new ArrayList<>();
        records.read(Topics.DEAD_LETTERS, letters::add);
        assertThat(letters)
                .extracting(TopicRecord::headers)
                .satisfiesExactly(
                        headers -> assertThat(headers)
                                .containsEntry("file", file.toString())
                                .containsEntry("line", "3")
                                .containsEntry("kind", "import-row")
                                .containsEntry("cause", "FailureDate: neither a date nor a time: 'soon'"),
                        headers -> assertThat(headers)
                                .containsEntry("line", "4")
                                .containsEntry("cause", "the day 2027-11-19 is yet to come"));
        assertThat(terminal.out()).isEqualTo("""
                        The source import counts, for no other does. (--counting or --no-counting says otherwise.)
                        Imported 1 file with 3 rows: 1 new, 0 restated, 0 known already, 2 unusable (`stopcode topics read dead-letters` lists them)
                        Days 2026-11-19 to 2026-11-19 of import are marked as partial: nothing is taken back, and no alert is raised on them. With --complete, the files stand for all there is of these days.
                        """);
    }

    @Test
    void shouldWriteNothingInADryRun() throws Exception {
        // Given
        List<JsonNode> rows = rows(hits);
        imported(page("known.json", rows.subList(0, 10)));
        String before = everything();

        // When
        JsonNode summary = imported("--dry-run", "--complete", page("next.json", rows.subList(1, 12)));

        // Then
        assertChanges(summary, 2, 9, 0);
        assertThat(summary.path("takenBack").asLong()).isEqualTo(1);
        assertThat(summary.path("dryRun").asBoolean()).isTrue();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void shouldNotCountWhatAnotherSourceCounts() throws Exception {
        // Given
        Path file = page("counted.json", rows(hits).subList(0, 3));
        imported("--source", "archive", file);

        // When
        JsonNode summary = imported("--dry-run", file);
        JsonNode insisting = imported("--dry-run", "--counting", file);

        // Then
        assertThat(summary.path("new").asInt())
                .as("rows of another source are other rows")
                .isEqualTo(3);
        assertThat(summary.path("counting")).isEmpty();
        assertThat(insisting.path("counting")).hasToString("[\"import\"]");
    }

    @Test
    void shouldImportNothingIfAFileCannotBeRead() throws Exception {
        // Given
        Path broken = Files.writeString(dir.resolve("broken.json"), "{\"Value\": [{\"date\": \"2026-11-19\"}");
        Path other = Files.writeString(dir.resolve("other.txt"), "Name,Phone\nx,1\n");
        Path missing = dir.resolve("missing.txt");
        String before = everything();

        // When
        Terminal terminal = stopcode(
                ExitCode.USAGE, "import", hits.toString(), broken.toString(), other.toString(), missing.toString());

        // Then
        assertThat(terminal.err())
                .contains("Nothing was imported", "3 files", broken + ": line 1 is not JSON", other + ": header: ")
                .contains(missing + ": no such file")
                .doesNotContain("\tat ");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void shouldAskForAKeyWhereRowsNameDevices() {
        // Given
        settings.remove("harvest.device.key");

        // When
        Terminal terminal = stopcode(ExitCode.USAGE, "import", report.toString());

        // Then
        assertThat(terminal.err())
                .contains("stopcode: Nothing was imported")
                .contains(report + ": line 2 names a device", "harvest.device.key");
    }

    @Test
    void shouldRefuseTheIdOfAHarvestedSource() {
        // Given
        settings.put("sources", "legacy");
        settings.put("source.legacy.flavour", "windows-7-8");

        // When
        Terminal terminal = stopcode(ExitCode.USAGE, "import", "--source", "legacy", report.toString());

        // Then
        assertThat(terminal.err()).contains("The source legacy is harvested").contains("--source");
    }

    @Test
    void shouldImportInstallsToWhereTheirDriversAreCounted() throws Exception {
        // Given
        Path file = dir.resolve("installs.csv");
        Files.writeString(file, """
                driver,version,date,installs,region
                contoso.sys,1.0.0.1,2026-11-18,1200,all
                fabrikam.sys,31.0.101.4502,2026-11-18,90,all
                contoso.sys,1.0.0.1,2026-11-18,1300,all
                """);

        // When
        JsonNode summary = JSON.readTree(stopcode(ExitCode.OK, "import", "installs", "-o", "json", file.toString())
                .out());
        stopcode(ExitCode.OK, "import", "installs", file.toString());

        // Then
        assertThat(summary)
                .hasToString("{\"file\":\"" + file
                        + "\",\"rows\":3,\"drivers\":2,\"versions\":2,\"from\":\"2026-11-18\",\"to\":\"2026-11-18\","
                        + "\"dryRun\":false}");
        assertThat(records.latestValues(Topics.DRIVER_INSTALLS))
                .containsExactlyInAnyOrder(
                        new DriverInstalls("contoso.sys", "1.0.0.1", LocalDate.parse("2026-11-18"), 1300L),
                        new DriverInstalls("fabrikam.sys", "31.0.101.4502", LocalDate.parse("2026-11-18"), 90L));
        records.read(Topics.DRIVER_INSTALLS, record -> {
            DriverInstalls installs = Objects.requireNonNull(DriverInstalls.class.cast(record.value()));
            assertThat(record.key())
                    .isEqualTo(installs.getDriverName() + "|" + installs.getDriverVersion() + "|2026-11-18");
            assertThat(record.partition()).isEqualTo(Topic.partitionOf(installs.getDriverName(), PARTITIONS));
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a.sys,1.0.0.1,2026-11-18,-4;installs '-4' is not a count",
                "a.sys,1.0.0.1,18.11.2026,4;date '18.11.2026' is not a date",
                "a.sys,1.0.0.1,2062-11-18,4;date 2062-11-18 is still to come",
                "a.sys,1.0.0.1,1926-11-18,4;is it wrong?",
                "a.sys,,2026-11-18,4;there is no version",
                "a.sys,1.0.0.1;2 fields instead of 4"
            })
    void shouldImportNoInstallsIfALineCannotBeUsed(String line, String problem) throws Exception {
        // Given
        Path file = dir.resolve("installs.csv");
        Files.writeString(file, "driver,version,date,installs\na.sys,1.0.0.1,2026-11-17,4\n" + line + "\n");

        // When
        Terminal terminal = stopcode(ExitCode.USAGE, "import", "installs", file.toString());

        // Then
        assertThat(terminal.err()).contains(file + ":3: ").contains(problem);
        assertThat(values(Topics.DRIVER_INSTALLS)).isEmpty();
    }

    @Test
    void shouldGiveWayToAnotherImportIntoTheSameSource() {
        // Given
        Consumer<String> another = line -> {
            if (line.contains("counts")) {
                ImportedSource.ofHits("import", config).close();
            }
        };

        // When
        Terminal terminal = Terminal.onThisMachine().whenPrinting(another);
        List<String> line = new ArrayList<>(List.of("import", hits.toString()));
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        int exit = terminal.run(line.toArray(String[]::new));

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.err())
                .isEqualTo(
                        "stopcode: Another import into the source import has begun and stopped this one. What this one"
                                + " has published stays; run it again when the other has ended.\n");
        assertThat(values(Topics.FAILURE_HITS)).isEmpty();
    }
}
