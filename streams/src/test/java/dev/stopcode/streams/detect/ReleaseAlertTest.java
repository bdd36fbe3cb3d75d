package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Severity;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.Test;

/** The life of alerts on releases whose failures do not stand out as series. */
class ReleaseAlertTest extends Harvested {

    private static final String OLD = "2.1.0.9";
    private static final String NEW = "2.1.0.10";

    /** Harvests days on which the release takes half of the devices of the one before: a failure is more frequent in it. */
    private void harvestRelease(int fromAgo, int toAgo) {
        for (int ago = fromAgo; ago >= toAgo; ago--) {
            LocalDate day = TODAY.minusDays(ago);
            harvestRelease(day, day);
        }
    }

    private void harvestRelease(LocalDate day, LocalDate asOf) {
        boolean isOut = day.isAfter(TODAY.minusDays(27));
        harvest++;
        for (int failure = 10; failure < 15; failure++) {
            pipe(CONTOSO.row(day, harvest, failure, OLD, "US", isOut ? 5 : 10));
            if (isOut) {
                pipe(CONTOSO.row(day, harvest, failure, NEW, "US", 4));
            }
        }
        pipe(CONTOSO.row(day, harvest, 15, OLD, "US", isOut ? 1 : 40));
        if (isOut) {
            pipe(CONTOSO.row(day, harvest, 15, NEW, "US", 28));
        }
        complete(day, asOf);
    }

    private void complete(LocalDate day, LocalDate asOf) {
        FailureHit mark = CONTOSO.complete(day, harvest);
        mark.setAsOf(asOf);
        pipe(mark);
    }

    private RegressionAlert onlyAlert() {
        return topology.table(Topics.ALERTS).values().iterator().next();
    }

    private List<RegressionAlert> news() {
        return topology.values(Topics.REGRESSION_ALERTS);
    }

    @Test
    void shouldCallAReleaseAlertAsSevereAsItsOwnFigures() {
        // When
        harvestRelease(80, 10);

        // Then
        RegressionAlert alert = onlyAlert();
        assertThat(alert.getRule()).isEqualTo(Finding.RELEASE);
        assertThat(alert.getFailureHash()).isEqualTo(hash(15));
        assertThat(alert.getObserved() - alert.getExpected()).isGreaterThan(200);
        assertThat(alert.getSeverity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void shouldStayMutedUntilTheReleaseIsMuchWorse() {
        // Given
        harvestRelease(80, 16);
        RegressionAlert alert = news().getLast();

        // When
        act(alert, ActionKind.MUTE);
        harvestRelease(15, 13);

        // Then
        assertThat(news())
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.getStatus()).isEqualTo(AlertStatus.MUTED));
        harvestRelease(12, 0);
        assertThat(onlyAlert().getMutedUpTo()).isNull();
    }

    @Test
    void shouldLeaveAReleaseAlertAloneThatAPersonResolved() {
        // Given
        harvestRelease(80, 8);

        // When
        act(news().getLast(), ActionKind.RESOLVE);
        RegressionAlert resolved = onlyAlert();
        news();
        harvestRelease(7, 0);

        // Then
        assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(news()).isEmpty();
        assertThat(topology.row(Topics.DRIVER_VERSIONS, "contoso.sys|" + NEW).getVerdict())
                .isEqualTo(ReleaseVerdict.WORSE);
    }

    @Test
    void shouldKeepAReleaseAlertWhileHarvestsCatchUpAfterALongOutage() {
        // Given
        harvestRelease(80, 14);
        assertThat(news()).isNotEmpty();

        // When
        for (int ago = 13; ago >= 0; ago--) {
            harvestRelease(TODAY.minusDays(ago), TODAY);
        }

        // Then
        assertThat(news())
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.getStatus()).isEqualTo(AlertStatus.UPDATED));
    }

    @Test
    void shouldNotGiveUpAReleaseForAnotherRiseInIt() {
        // Given
        for (int ago = 80; ago >= 0; ago--) {
            LocalDate day = TODAY.minusDays(ago);
            harvest++;
            for (int failure = 10; failure < 16; failure++) {
                pipe(CONTOSO.row(day, harvest, failure, OLD, "US", ago > 26 ? 40 : 20));
                if (ago <= 26) {
                    pipe(CONTOSO.row(day, harvest, failure, NEW, "US", 20));
                }
            }
            pipe(CONTOSO.row(day, harvest, 20, OLD, "US", ago > 26 ? 20 : 2));
            if (ago <= 26) {
                pipe(CONTOSO.row(day, harvest, 20, NEW, "US", 20));
            }

            // When
            if (ago == 16) {
                pipe(CONTOSO.row(day, harvest, 30, NEW, "US", 60));
            }
            complete(day, day);
        }

        // Then
        assertThat(topology.table(Topics.ALERTS).values())
                .filteredOn(alert -> alert.getStatus() != AlertStatus.WITHDRAWN)
                .extracting(RegressionAlert::getFailureHash)
                .containsExactlyInAnyOrder(hash(20), hash(30));
    }

    @Test
    void shouldTellOfAFailureOnceThatTwoReleasesOfOneDayBring() {
        // When
        for (int ago = 80; ago >= 0; ago--) {
            LocalDate day = TODAY.minusDays(ago);
            harvest++;
            for (String branch : List.of("10.1.0.", "10.2.0.")) {
                for (int failure = 10; failure < 16; failure++) {
                    pipe(CONTOSO.row(day, harvest, failure, branch + 4, "US", ago > 20 ? 20 : 10));
                    if (ago <= 20) {
                        pipe(CONTOSO.row(day, harvest, failure, branch + 5, "US", 10));
                    }
                }
                if (ago <= 20) {
                    pipe(CONTOSO.row(day, harvest, 99, branch + 5, "US", 12));
                }
            }
            complete(day, day);
        }

        // Then
        assertThat(news()).extracting(RegressionAlert::getStatus).containsOnlyOnce(AlertStatus.OPEN);
        assertThat(onlyAlert().getFailureHash()).isEqualTo(hash(99));
        assertThat(topology.table(Topics.DRIVER_VERSIONS).values())
                .extracting(DriverVersion::getVerdict)
                .containsExactly(ReleaseVerdict.WORSE, ReleaseVerdict.WORSE);
    }

    @Test
    void shouldStandByAVerdictWhoseDaysAreForgotten() {
        // When
        for (int ago = 230; ago >= 0; ago--) {
            LocalDate day = TODAY.minusDays(ago);
            String version = ago > 190 ? OLD : NEW;
            harvest++;
            for (int failure = 10; failure < 15; failure++) {
                pipe(CONTOSO.row(day, harvest, failure, version, "US", 20));
            }
            if (ago <= 190) {
                pipe(CONTOSO.row(day, harvest, 20, version, "US", 12));
            }
            complete(day, day);
        }

        // Then
        DriverVersion verdict = topology.row(Topics.DRIVER_VERSIONS, "contoso.sys|" + NEW);
        assertThat(verdict.getVerdict()).isEqualTo(ReleaseVerdict.WORSE);
        assertThat(verdict.getEvidence().getWorse())
                .extracting(ChangedFailure::getFailureHash)
                .containsExactly(hash(20));
    }

    @Test
    void shouldTakeBackWhatDevicesSaidOfARelease() {
        // Given
        Rows rows = new Rows("report", "contoso.sys");
        TestInputTopic<String, ReportRow> events = topology.input(Topics.REPORT_ROWS);
        for (int ago = 70; ago >= 0; ago--) {
            report(events, rows, ago, 1, 8);
        }
        assertThat(topology.row(Topics.DRIVER_VERSIONS, "contoso.sys|" + NEW).getVerdict())
                .isEqualTo(ReleaseVerdict.WORSE);

        // When
        for (int ago = 20; ago >= 0; ago--) {
            report(events, rows, ago, 2, 0);
        }

        // Then
        assertThat(topology.row(Topics.DRIVER_VERSIONS, "contoso.sys|" + NEW).getVerdict())
                .isEqualTo(ReleaseVerdict.SAME);
        assertThat(topology.table(Topics.ALERTS).values())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert.getStatus()).isEqualTo(AlertStatus.WITHDRAWN));
    }

    /** Reports a day: five failures on one device each time, and one that the release alone has so often. */
    private static void report(TestInputTopic<String, ReportRow> events, Rows rows, int ago, long run, int worse) {
        LocalDate day = TODAY.minusDays(ago);
        for (int failure = 1; failure <= 5; failure++) {
            for (int second = 0; second < (ago > 20 ? 10 : 5); second++) {
                String device = ago + "-" + failure + "-" + second;
                pipe(events, rows.event(day, run, failure, OLD, "US", 100 * failure + second, device));
                if (ago <= 20) {
                    int later = 1000 + 100 * failure + second;
                    pipe(events, rows.event(day, run, failure, NEW, "US", later, "new-" + device));
                }
            }
        }
        for (int second = 0; ago <= 20 && second < worse; second++) {
            pipe(events, rows.event(day, run, 9, NEW, "US", 5000 + second, "worse-" + ago + "-" + second));
        }
        pipe(events, rows.reported(day, run));
    }

    private static void pipe(TestInputTopic<String, ReportRow> events, ReportRow row) {
        events.pipeInput(Rows.key(row), row);
    }
}
