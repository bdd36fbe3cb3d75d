package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.Predecessor;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.schemas.Topics;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What users of crash reporting products complain of, each as what should happen instead. Others are in {@link AlertLifeTest}
 * (what comes late) and {@link DetectTopologyTest} (a flood of failures, a crash loop, a source that stops).
 */
class ComplaintsTest extends Harvested {

    private static final int FAILURES = 5;

    /** Harvests a day of five failures, each so many times in each version. */
    private void harvestVersions(LocalDate day, Map<String, Long> events) {
        harvest++;
        events.forEach((version, count) -> {
            for (int failure = 10; failure < 10 + FAILURES; failure++) {
                pipe(CONTOSO.row(day, harvest, failure, version, "US", count));
            }
        });
        pipe(CONTOSO.complete(day, harvest));
    }

    /** Likewise, of a single failure beside them. */
    private void harvestVersions(LocalDate day, Map<String, Long> events, String version, long worse) {
        pipe(CONTOSO.row(day, harvest + 1, 20, version, "US", worse));
        harvestVersions(day, events);
    }

    private static DriverVersion verdict(Map<String, DriverVersion> versions, String key) {
        return Objects.requireNonNull(versions.get(key), key);
    }

    @Test
    void shouldCompareWithTheVersionBeforeByNumbers() {
        // Given
        for (int ago = 80; ago > 40; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("388.0.6.0", 20L));
        }

        // When
        for (int ago = 40; ago > 20; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("388.0.6.0", 10L, "388.0.8.0", 10L));
        }
        for (int ago = 20; ago >= 0; ago--) {
            harvestVersions(
                    TODAY.minusDays(ago), Map.of("388.0.6.0", 4L, "388.0.8.0", 8L, "388.0.10.0", 8L), "388.0.10.0", 12);
        }

        // Then
        Map<String, DriverVersion> versions = topology.table(Topics.DRIVER_VERSIONS);
        assertThat(verdict(versions, "contoso.sys|388.0.8.0").getVerdict()).isNotEqualTo(ReleaseVerdict.WORSE);
        assertThat(verdict(versions, "contoso.sys|388.0.10.0").getVerdict()).isEqualTo(ReleaseVerdict.WORSE);
        assertThat(verdict(versions, "contoso.sys|388.0.10.0").getEvidence().getPredecessors())
                .extracting(Predecessor::getDriverVersion)
                .startsWith("388.0.8.0");
    }

    @Test
    void shouldNotCompareAFixOfAnOlderBranchWithTheNewerBranch() {
        // Given
        for (int ago = 80; ago > 20; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("10.18.6.0", 6L, "10.24.0.0", 10L));
        }

        // When
        for (int ago = 20; ago >= 0; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("10.18.6.0", 3L, "10.18.7.0", 3L, "10.24.0.0", 10L));
        }

        // Then
        Map<String, DriverVersion> versions = topology.table(Topics.DRIVER_VERSIONS);
        assertThat(versions).containsOnlyKeys("contoso.sys|10.18.7.0");
        assertThat(verdict(versions, "contoso.sys|10.18.7.0").getEvidence().getPredecessors())
                .extracting(Predecessor::getDriverVersion)
                .containsExactly("10.18.6.0");
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
    }

    @Test
    void shouldNotTakeATestersVersionForARelease() {
        // Given
        for (int ago = 80; ago > 20; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("2.1.0.9", 10L));
        }

        // When
        for (int ago = 20; ago >= 0; ago--) {
            pipe(CONTOSO.row(TODAY.minusDays(ago), harvest + 1, 10, "999.9.9.0", "IS", 2));
            harvestVersions(TODAY.minusDays(ago), Map.of("2.1.0.9", 5L, "2.1.0.10", 5L), "2.1.0.10", 12);
        }

        // Then
        assertThat(topology.table(Topics.DRIVER_VERSIONS))
                .as("a branch of its own, without predecessors")
                .containsOnlyKeys("contoso.sys|2.1.0.10");
        assertThat(topology.table(Topics.ALERTS).values())
                .extracting(RegressionAlert::getKind, RegressionAlert::getDriverVersion)
                .containsExactly(tuple(AlertKind.VERSION_REGRESSION, "2.1.0.10"));
    }

    @Test
    void shouldNotBlameAnOldVersionThatIsSeenAgain() {
        // Given
        for (int ago = 80; ago > 10; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("2.1.0.9", 10L));
        }

        // When: an OEM ships what is older than all that was ever seen
        for (int ago = 10; ago >= 0; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("2.1.0.9", 10L, "2.0.0.1", 2L));
        }

        // Then
        assertThat(topology.values(Topics.DRIVER_VERSIONS)).isEmpty();
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
    }

    @Test
    void shouldExpectWeekendsAndTheMondaysAfterThem() {
        // When
        for (LocalDate day = TODAY.minusDays(90); !day.isAfter(TODAY); day = day.plusDays(1)) {
            boolean isWeekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            harvestVersions(day, Map.of("2.1.0.9", isWeekend ? 10L : 40L));
        }

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
    }

    @Test
    void shouldNotMindTwoFailuresOfTwoHundredThousand() {
        // Given
        for (int ago = 60; ago > 0; ago--) {
            harvestVersions(TODAY.minusDays(ago), Map.of("2.1.0.9", 40_000L));
        }

        // When
        harvestVersions(TODAY, Map.of("2.1.0.9", 40_000L), "2.1.0.9", 2);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        assertThat(topology.row(Topics.DRIVER_DAYS, "contoso.sys||" + TODAY).getEvents())
                .isEqualTo(200_002);
    }

    @Test
    void shouldNotTakeADayThatWasNotHarvestedForADropToZero() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(8));
        for (int ago = 7; ago > 5; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }

        // When: three days are missing, and it is as it was behind them
        for (int ago = 2; ago >= 0; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }

        // Then
        List<RegressionAlert> states = topology.values(Topics.REGRESSION_ALERTS);
        assertThat(states).extracting(RegressionAlert::getStatus).doesNotContain(AlertStatus.RESOLVED);
        assertThat(states)
                .extracting(RegressionAlert::getAlertId)
                .containsOnly(states.getFirst().getAlertId());
        RegressionAlert latest = states.getLast();
        assertThat(latest.getObserved()).isEqualTo(5 * 60);
        assertThat(latest.getExpected()).isBetween(5 * 2.5, 5 * 3.5);
        assertThat(latest.getSeries())
                .filteredOn(point -> point.getDate().equals(TODAY.minusDays(4)))
                .singleElement()
                .satisfies(point -> assertThat(point.getCount()).isNull());
        assertThat(topology.table(Topics.DRIVER_DAYS).values())
                .filteredOn(day -> day.getDate().equals(TODAY.minusDays(4)) && day.getDriverVersion() == null)
                .singleElement()
                .satisfies(day -> assertThat(day.getComplete()).isFalse());
    }

    @Test
    void shouldNotCallAFailureResurfacedThatOnlyDaysWithoutHarvestSeparate() {
        // Given
        harvestQuietDays(100, TODAY.minusDays(35));

        // When
        harvest(TODAY, 4);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        assertThat(topology.row(Topics.DRIVER_DAYS, "contoso.sys||" + TODAY).getComplete())
                .isTrue();
    }
}
