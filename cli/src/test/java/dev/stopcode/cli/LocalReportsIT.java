package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.machine.LocalInstallations;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import java.nio.file.Path;
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

    @TempDir
    private static Path dir;

    private static JsonNode summary;
    private static Contents contents;
    private static List<FailureHit> hits;
    private static List<ReportRow> rows;

    /** The simulated Dev Center calls when a report has run, else the first poll would come too early for this test. */
    @BeforeAll
    static void run() throws Exception {
        Path data = dir.resolve("data");
        try (StopcodeProcess up = StopcodeProcess.startUp(
                dir,
                data,
                0,
                "--today=" + TODAY,
                "-o=json",
                "--set=harvest.device.key=hush",
                "--set=reports=drivers,machines",
                "--set=report.drivers.view=IHVDriver",
                "--set=report.machines.view=OEMDriver")) {
            assertThat(up.await(200)).as(up::err).isZero();
            summary = new ObjectMapper().readTree(up.out());
        }
        try (Records records = new LocalInstallations(Map.of()).open(new Where(null, Map.of(), data))) {
            contents = Contents.of(records);
            hits = Contents.all(records, Topics.FAILURE_HITS);
            rows = Contents.all(records, Topics.REPORT_ROWS);
        }
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
