package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.machine.LocalInstallations;
import dev.stopcode.sandbox.port.Ports;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code stopcode up} over a world whose failures it harvests twice: as hits, which count, and as the events of
 * reports.
 */
class LocalReportsIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final int DAYS = 7;
    private static final World WORLD = World.of(new WorldConfig(1, Size.SMALL, TODAY));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path dir;

    private static String metrics;
    private static JsonNode summary;
    private static Contents contents;
    private static List<FailureHit> hits;
    private static List<ReportRow> rows;

    /** The simulated Dev Center calls when a report has run, else the first poll would come too early for this test. */
    @BeforeAll
    static void run() throws Exception {
        Path data = dir.resolve("data");
        int management = Ports.reserve(0);
        try (StopcodeProcess up = StopcodeProcess.startUp(
                dir,
                data,
                0,
                "--today=" + TODAY,
                "-o=json",
                "--set=harvest.device.key=hush",
                "--set=reports=drivers,machines",
                "--set=report.drivers.view=IHVDriver",
                "--set=report.machines.view=OEMDriver",
                "--set=management.port=" + management)) {
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> get(management, "/health/ready").statusCode() == 200);
            metrics = get(management, "/metrics").body();
            assertThat(up.await(200)).as(up::err).isZero();
            summary = new ObjectMapper().readTree(up.out());
        }
        try (Records records = new LocalInstallations(Map.of()).open(new Where(null, Map.of(), data))) {
            contents = Contents.of(records);
            hits = Contents.all(records, Topics.FAILURE_HITS);
            rows = Contents.all(records, Topics.REPORT_ROWS);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void shouldServeTheMetersThatAreDocumented() throws Exception {
        String documented = Files.readString(Path.of("..", "docs", "monitoring.md"));
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("# TYPE stopcode_"))
                        .map(line -> line.replaceFirst("# TYPE (\\S+) .*", "$1")))
                .hasSizeGreaterThan(12)
                .allMatch(documented::contains);
        assertThat(metrics).contains("kafka_stream_", "stopcode_harvest_rows_total{source=\"drivers\"}");
    }

    @Test
    void shouldCountEachFailureByOneSource() {
        assertThat(contents.totals()).isEqualTo(Contents.totals(WORLD, TODAY));
        assertThat(hits).allMatch(FailureHit::getCounting);
        assertThat(rows).isNotEmpty().noneMatch(ReportRow::getCounting);
    }

    @Test
    void shouldHarvestBothKinds() {
        long events = rows.stream()
                .filter(row -> row.getMark() == null && row.getHarvestId() != 0)
                .count();
        long counts = hits.stream().filter(hit -> hit.getMark() == null).count();

        assertThat(summary.get("rowsHarvested").asLong()).isEqualTo(events + counts);
        assertThat(rows).extracting(ReportRow::getSource).contains("drivers", "machines");
        assertThat(summary.get("deadLetters").asLong()).isZero();
        assertThat(summary.get("alertsWithdrawn").asLong()).isZero();
    }

    @Test
    void shouldTellDevicesWhereReportsDo() {
        assertThat(contents.days())
                .filteredOn(day -> day.getEvents() > 0
                        && !day.getDate().isBefore(TODAY.minusDays(DAYS))
                        && day.getDate().isBefore(TODAY))
                .isNotEmpty()
                .allSatisfy(day -> assertThat(day.getDevices()).isBetween(1L, day.getEvents()));
        assertThat(contents.days())
                .filteredOn(day -> day.getDate().isBefore(TODAY.minusDays(DAYS)))
                .isNotEmpty()
                .extracting(DriverDay::getDevices)
                .containsOnlyNulls();
        assertThat(contents.alerts().values())
                .filteredOn(alert -> !alert.getEndDate().isBefore(TODAY.minusDays(DAYS)))
                .extracting(RegressionAlert::getDevices)
                .doesNotContainNull()
                .isNotEmpty();
    }
}
