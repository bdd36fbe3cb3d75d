package dev.stopcode.streams.dedup;

import static dev.stopcode.streams.Rows.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of reports, from the topic to the counts of drivers. */
@ParameterizedClass
@EnumSource(Stores.class)
class ReportRowsTest {

    private static final LocalDate DAY = TODAY.minusDays(5);
    private static final Rows REPORT = new Rows("contoso-report", "contoso.sys");
    private static final Rows HITS = new Rows("contoso-hits", "contoso.sys");

    private final Stores stores;

    @TempDir
    Path stateDir;

    private TopologyFixture topology;
    private TestInputTopic<String, FailureHit> hits;
    private TestInputTopic<String, ReportRow> rows;

    ReportRowsTest(Stores stores) {
        this.stores = stores;
    }

    @BeforeEach
    void start() {
        topology = new TopologyFixture(stateDir, stores);
        hits = topology.input(Topics.FAILURE_HITS);
        rows = topology.input(Topics.REPORT_ROWS);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    private void report(ReportRow... records) {
        for (ReportRow row : records) {
            rows.pipeInput(Rows.key(row), row);
        }
    }

    private void harvest(FailureHit... records) {
        for (FailureHit row : records) {
            hits.pipeInput(Rows.key(row), row);
        }
    }

    private static ReportRow notCounting(ReportRow row) {
        row.setCounting(false);
        return row;
    }

    private DriverDay day() {
        return topology.row(Topics.DRIVER_DAYS, "contoso.sys||" + DAY);
    }

    @Test
    void shouldCountEventsAndTheirDevices() {
        // When
        report(
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 10, "a"),
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 20, "a"),
                REPORT.event(DAY, 1, 2, "1.1.0.0", "DE", 30, "a"),
                REPORT.event(DAY, 1, 2, "1.1.0.0", "DE", 40, "b"),
                REPORT.event(DAY, 1, 2, "1.1.0.0", "DE", 50, null),
                REPORT.reported(DAY, 1));

        // Then
        assertThat(topology.table(Topics.DRIVER_DAYS).values())
                .extracting(DriverDay::getDriverVersion, DriverDay::getEvents, DriverDay::getDevices)
                .containsExactlyInAnyOrder(tuple(null, 5L, 2L), tuple("1.0.0.0", 2L, 1L), tuple("1.1.0.0", 3L, 2L));
    }

    @Test
    void shouldCountAnEventOnceInHoweverManyRunsAndUnderWhateverMarketItIsShown() {
        // Given
        report(
                REPORT.event(DAY, 1, 1, "1.0.0.0", "Unknown", 10, "a"),
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 10, "b"),
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 10, "b"),
                REPORT.reported(DAY, 1));
        assertThat(day().getEvents()).isEqualTo(2);

        // When
        report(
                REPORT.event(DAY, 2, 1, "1.0.0.0", "US", 10, "a"),
                REPORT.event(DAY, 2, 1, "1.0.0.0", "US", 10, "b"),
                REPORT.event(DAY, 2, 1, "1.0.0.0", "US", 11, "c"),
                REPORT.reported(DAY, 2));

        // Then
        assertThat(day())
                .extracting(DriverDay::getEvents, DriverDay::getDevices)
                .containsExactly(3L, 3L);
    }

    @Test
    void shouldTakeAnEventBackThatALaterRunDoesNotShow() {
        // Given
        report(
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 10, "a"),
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 20, "b"),
                REPORT.reported(DAY, 1));

        // When
        report(REPORT.event(DAY, 2, 1, "1.0.0.0", "US", 10, "a"), REPORT.reported(DAY, 2));

        // Then
        assertThat(day().getEvents()).isEqualTo(1);
    }

    @Test
    void shouldHandOnTheMarksOfADayWhoseRowsItNoLongerHolds() {
        // Given
        report(
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 10, "a"),
                REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 20, "b"),
                REPORT.reported(DAY, 1));
        topology.advanceWallClock(Duration.ofDays(30));
        topology.values(Topics.DRIVER_DELTAS);

        // When
        report(REPORT.event(DAY, 2, 1, "1.0.0.0", "US", 10, "a"), REPORT.reported(DAY, 2));

        // Then
        assertThat(topology.values(Topics.DRIVER_DELTAS)).singleElement().satisfies(mark -> {
            assertThat(mark.getMark()).isEqualTo(HarvestMark.DAY_COMPLETE);
            assertThat(mark.getHarvestId()).isEqualTo(2);
            assertThat(mark.getEvents()).as("what the day added up to").isEqualTo(2);
        });
    }

    @Test
    void shouldCountTheSourceThatCountsAndTakeDevicesFromTheOther() {
        // When
        harvest(HITS.row(DAY, 1, 1, "1.0.0.0", "US", 2), HITS.complete(DAY, 1));
        report(
                notCounting(REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 10, "a")),
                notCounting(REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 20, "b")),
                notCounting(REPORT.reported(DAY, 1)));

        // Then
        assertThat(day())
                .extracting(DriverDay::getEvents, DriverDay::getDevices)
                .containsExactly(2L, 2L);
        Failure failure = topology.row(Topics.FAILURES, Rows.hash(1));
        assertThat(failure.getEvents()).isEqualTo(2);
        assertThat(topology.counter("uncounted")).isEqualTo(2);
    }

    @Test
    void shouldTakeCountsBackWhenTheSourceDoesNotCountAnyMore() {
        // Given
        report(REPORT.event(DAY, 1, 1, "1.0.0.0", "US", 10, "a"), REPORT.reported(DAY, 1));
        assertThat(day().getEvents()).isEqualTo(1);

        // When
        report(notCounting(REPORT.event(DAY, 2, 1, "1.0.0.0", "US", 10, "a")), notCounting(REPORT.reported(DAY, 2)));

        // Then
        assertThat(day().getEvents()).isZero();
    }

    @Test
    void shouldNotCountAnEventThatWasAskedForByItself() {
        // When
        ReportRow asked = REPORT.event(DAY, 0, 1, "1.0.0.0", "US", 10, "a");
        report(asked, REPORT.reported(DAY, 1));

        // Then
        assertThat(topology.table(Topics.DRIVER_DAYS)).isEmpty();
    }
}
