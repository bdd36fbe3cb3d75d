package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Predecessor;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectTopologyTest {

    private static final int STEADY = 1;
    private static final int OTHER = 2;

    @TempDir
    Path stateDir;

    private TopologyFixture topology;
    private TestInputTopic<String, FailureHit> hits;
    private long harvest;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(stateDir);
        hits = topology.input(Topics.FAILURE_HITS);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    /** Harvests a day: a steady failure on two versions, and another with so many events. */
    private void harvest(LocalDate day, long other) {
        harvest++;
        pipe(CONTOSO.row(day, harvest, STEADY, "1.0.0.0", "US", 4));
        pipe(CONTOSO.row(day, harvest, STEADY, "1.1.0.0", "DE", 2));
        if (other > 0) {
            pipe(CONTOSO.row(day, harvest, OTHER, "1.1.0.0", "US", other));
        }
        pipe(CONTOSO.complete(day, harvest));
    }

    private void pipe(FailureHit hit) {
        hits.pipeInput(Rows.key(hit), hit);
    }

    /** Harvests the days from {@code daysAgo} before today up to a day, the other failure at 3 a day. */
    private void harvestQuietDays(int daysAgo, LocalDate until) {
        for (LocalDate day = TODAY.minusDays(daysAgo); !day.isAfter(until); day = day.plusDays(1)) {
            harvest(day, 3);
        }
    }

    @Test
    void shouldKeepTheDaysOfADriverAndItsVersions() {
        // When
        harvest(TODAY, 5);

        // Then
        Map<String, DriverDay> days = topology.table(Topics.DRIVER_DAYS);
        assertThat(days)
                .containsOnlyKeys(
                        "contoso.sys||" + TODAY, "contoso.sys|1.0.0.0|" + TODAY, "contoso.sys|1.1.0.0|" + TODAY);
        assertThat(days.values())
                .extracting(DriverDay::getDriverVersion, DriverDay::getEvents)
                .containsExactlyInAnyOrder(tuple(null, 11L), tuple("1.0.0.0", 4L), tuple("1.1.0.0", 7L));
    }

    @Test
    void shouldCorrectADayAndSayNothingOfDaysThatStayAsTheyAre() {
        // Given
        harvestQuietDays(5, TODAY);
        topology.table(Topics.DRIVER_DAYS);

        // When
        harvest(TODAY.minusDays(2), 3);
        assertThat(topology.table(Topics.DRIVER_DAYS)).isEmpty();
        harvest(TODAY.minusDays(2), 0);

        // Then
        assertThat(topology.table(Topics.DRIVER_DAYS).values())
                .extracting(DriverDay::getDriverVersion, DriverDay::getEvents)
                .containsExactlyInAnyOrder(tuple(null, 6L), tuple("1.1.0.0", 2L));
    }

    @Test
    void shouldOpenUpdateAndResolveOneAlertForASpike() {
        // Given
        LocalDate spike = TODAY.minusDays(10);
        harvestQuietDays(60, spike.minusDays(1));
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();

        // When
        harvest(spike, 60);
        for (LocalDate day = spike.plusDays(1); !day.isAfter(TODAY); day = day.plusDays(1)) {
            harvest(day, 3);
        }

        // Then
        List<RegressionAlert> states = topology.values(Topics.REGRESSION_ALERTS);
        assertThat(states)
                .extracting(RegressionAlert::getStatus)
                .startsWith(AlertStatus.OPEN)
                .endsWith(AlertStatus.RESOLVED);
        assertThat(states)
                .extracting(RegressionAlert::getAlertId)
                .containsOnly(states.getFirst().getAlertId());
        RegressionAlert alert = states.getLast();
        assertThat(alert.getKind()).isEqualTo(AlertKind.SPIKE);
        assertThat(alert.getFailureHash()).isEqualTo(hash(OTHER));
        assertThat(alert.getFailureName()).isEqualTo("AV_contoso!f" + OTHER);
        assertThat(alert.getDriverVersion()).isEqualTo("1.1.0.0");
        assertThat(alert.getStartDate()).isEqualTo(spike);
        assertThat(alert.getEndDate()).isEqualTo(spike);
        assertThat(alert.getObserved()).isEqualTo(60);
        assertThat(alert.getExpected()).isCloseTo(3.0, within(.1));
        assertThat(alert.getBackfill()).isTrue();
        assertThat(alert.getSeries())
                .filteredOn(point -> point.getDate().equals(spike))
                .singleElement()
                .satisfies(point -> assertThat(point.getCount()).isEqualTo(60L));
        assertThat(topology.row(Topics.ALERTS, alert.getAlertId()).getStatus()).isEqualTo(AlertStatus.RESOLVED);
    }

    @Test
    void shouldSayWhichMarketsAndWindowsVersionsCarryARise() {
        // Given
        for (int ago = 60; ago > 0; ago--) {
            harvestMarkets(TODAY.minusDays(ago), 6, 4);
        }

        // When
        harvestMarkets(TODAY, 7, 43);

        // Then
        List<RegressionAlert> states = topology.values(Topics.REGRESSION_ALERTS);
        assertThat(states).singleElement().satisfies(alert -> {
            assertThat(alert.getContributors())
                    .extracting(
                            Contributor::getDimension,
                            Contributor::getValue,
                            Contributor::getObserved,
                            Contributor::getExpected)
                    .containsExactly(
                            tuple("driverVersion", "1.1.0.0", 50L, 10.0),
                            tuple("osVersion", "10.0.26100", 50L, 10.0),
                            tuple("market", "DE", 43L, 4.0),
                            tuple("market", "US", 7L, 6.0));
            assertThat(alert.getContributors())
                    .filteredOn(part -> part.getDimension().equals("market"))
                    .extracting(Contributor::getShareBefore)
                    .containsExactly(.4, .6);
            assertThat(alert.getContributors().get(2).getShare()).isCloseTo(39 / 40.0, within(.01));
            assertThat(alert.getSummary()).contains("98 % of the rise in market DE (40 % before)");
        });

        // When: the vendor finds out that it was another market
        harvestMarkets(TODAY, 43, 7);

        // Then
        assertThat(topology.row(Topics.ALERTS, states.getFirst().getAlertId()).getContributors())
                .filteredOn(part -> part.getDimension().equals("market"))
                .extracting(Contributor::getValue, Contributor::getObserved)
                .containsExactly(tuple("US", 43L), tuple("DE", 7L));
    }

    /** Harvests a day of one failure in two markets. */
    private void harvestMarkets(LocalDate day, long us, long de) {
        harvest++;
        for (FailureHit hit : List.of(
                CONTOSO.row(day, harvest, OTHER, "1.1.0.0", "US", us),
                CONTOSO.row(day, harvest, OTHER, "1.1.0.0", "DE", de))) {
            hit.setOsVersion("10.0.26100");
            pipe(hit);
        }
        pipe(CONTOSO.complete(day, harvest));
    }

    @Test
    void shouldWithdrawAnAlertWhoseCauseIsRestatedAway() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).singleElement().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.OPEN);
            assertThat(alert.getBackfill()).isFalse();
        });

        // When
        harvest(TODAY, 4);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .extracting(RegressionAlert::getStatus)
                .containsExactly(AlertStatus.WITHDRAWN);
    }

    @Test
    void shouldOpenAnAlertThatTurnsOutToGoOnAndNeverTakeItForHistoryAgain() {
        // Given: an incident that is history as far as the first of its days tell
        harvestQuietDays(60, TODAY.minusDays(10));
        for (int ago = 9; ago >= 0; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }
        List<RegressionAlert> firstHarvest = topology.values(Topics.REGRESSION_ALERTS);
        assertThat(firstHarvest.getFirst().getBackfill()).isTrue();

        // When: it is over, and long ago by then
        for (int day = 1; day <= 4; day++) {
            harvest++;
            pipe(CONTOSO.row(TODAY.plusDays(day), harvest, OTHER, "1.1.0.0", "US", 3));
            FailureHit mark = CONTOSO.complete(TODAY.plusDays(day), harvest);
            mark.setAsOf(TODAY.plusDays(10));
            pipe(mark);
        }

        // Then
        assertThat(firstHarvest.stream()
                        .filter(alert -> !alert.getBackfill())
                        .map(RegressionAlert::getStatus)
                        .toList())
                .startsWith(AlertStatus.OPEN)
                .filteredOn(status -> status == AlertStatus.OPEN)
                .hasSize(1);
        RegressionAlert last = topology.values(Topics.REGRESSION_ALERTS).getLast();
        assertThat(last.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(last.getBackfill()).isFalse();
    }

    @Test
    void shouldRaiseNothingTwiceWhenEverythingIsHarvestedAgain() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(5));
        for (int ago = 4; ago >= 0; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }
        assertThat(topology.table(Topics.ALERTS).values()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo(AlertKind.SHIFT);
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.UPDATED);
        });
        topology.values(Topics.REGRESSION_ALERTS);
        topology.values(Topics.DRIVER_DAYS);

        // When
        harvestQuietDays(60, TODAY.minusDays(5));
        for (int ago = 4; ago >= 0; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        assertThat(topology.values(Topics.DRIVER_DAYS)).isEmpty();
    }

    @Test
    void shouldNameANewFailureAndAskForItsDumps() {
        // Given
        for (int ago = 50; ago >= 2; ago--) {
            harvest(TODAY.minusDays(ago), 0);
        }

        // When
        harvest(TODAY.minusDays(1), 12);
        harvest(TODAY, 15);

        // Then
        assertThat(topology.table(Topics.ALERTS).values())
                .extracting(RegressionAlert::getKind, RegressionAlert::getFailureHash)
                .containsExactly(tuple(AlertKind.NEW_FAILURE, hash(OTHER)));
        List<CabWish> wishes = topology.values(Topics.CAB_WISHES);
        assertThat(wishes).isNotEmpty().allSatisfy(wish -> {
            assertThat(wish.getFailureHash()).isEqualTo(hash(OTHER));
            assertThat(wish.getSources()).containsExactly(CONTOSO.source());
            assertThat(wish.getOpen()).isTrue();
        });
    }

    @Test
    void shouldJudgeADayOnlyWhenItsMarkHasComeThroughAllPartitions() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        TestInputTopic<String, DriverDelta> deltas = topology.input(Topics.DRIVER_DELTAS);
        pipe(CONTOSO.row(TODAY, ++harvest, OTHER, "1.1.0.0", "US", 60));
        pipe(CONTOSO.mark(TODAY, harvest, HarvestMark.DAY_PARTIAL));
        topology.values(Topics.REGRESSION_ALERTS);

        // When
        deltas.pipeInput(CONTOSO.source(), mark(0));
        deltas.pipeInput(CONTOSO.source(), mark(2));
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        deltas.pipeInput(CONTOSO.source(), mark(2));
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        deltas.pipeInput(CONTOSO.source(), mark(1));

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).hasSize(1);
    }

    @Test
    void shouldNotWaitForASourceThatHasNeverReadADayWhole() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        Rows imported = new Rows("import", "contoso.sys");
        pipe(imported.row(TODAY.minusDays(50), 1, OTHER, "1.1.0.0", "FR", 1));
        pipe(imported.mark(TODAY.minusDays(50), 1, HarvestMark.DAY_PARTIAL));
        assertThat(topology.row(Topics.DRIVER_DAYS, "contoso.sys||" + TODAY.minusDays(50)))
                .as("what was imported counts")
                .extracting(DriverDay::getEvents, DriverDay::getComplete)
                .containsExactly(10L, true);

        // When
        harvest(TODAY, 60);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).hasSize(1);
    }

    @Test
    void shouldTakeDevicesFromASourceThatDoesNotCountAndWaitForNothingOfIt() {
        // Given
        LocalDate spike = TODAY.minusDays(1);
        harvestQuietDays(60, TODAY.minusDays(2));
        harvest(spike, 60);
        String alert = topology.values(Topics.REGRESSION_ALERTS).getFirst().getAlertId();

        // When
        report(spike.minusDays(1), 3);
        report(spike, 40);
        harvest(TODAY, 70);

        // Then
        RegressionAlert latest = topology.row(Topics.ALERTS, alert);
        assertThat(latest.getStatus()).isEqualTo(AlertStatus.UPDATED);
        assertThat(latest.getDevices()).isEqualTo(40);
        assertThat(latest.getObserved()).isEqualTo(130);
        assertThat(latest.getDataThrough()).isEqualTo(TODAY);
        assertThat(latest.getSources()).containsExactly(CONTOSO.source());
    }

    /** Events of a report that does not count, each on a device of its own, and the mark of their day. */
    private void report(LocalDate day, int devices) {
        Rows rows = new Rows("report", "contoso.sys");
        TestInputTopic<String, ReportRow> events = topology.input(Topics.REPORT_ROWS);
        for (int number = 0; number < devices; number++) {
            ReportRow event = rows.event(day, 1, OTHER, "1.1.0.0", "US", number, "device-" + number);
            event.setCounting(false);
            events.pipeInput(Rows.key(event), event);
        }
        ReportRow mark = rows.reported(day, 1);
        mark.setCounting(false);
        events.pipeInput(Rows.key(mark), mark);
    }

    /** Harvests a day of six failures; the last one in the release alone, as often as said. */
    private void harvestRelease(LocalDate day, long ofOld, long ofNew, long worse) {
        harvest++;
        for (int failure = 10; failure < 15; failure++) {
            if (ofOld > 0) {
                pipe(CONTOSO.row(day, harvest, failure, "2.1.0.9", "US", ofOld));
            }
            if (ofNew > 0) {
                pipe(CONTOSO.row(day, harvest, failure, "2.1.0.10", "US", ofNew));
            }
        }
        if (worse > 0) {
            pipe(CONTOSO.row(day, harvest, 15, "2.1.0.10", "US", worse));
        }
        pipe(CONTOSO.complete(day, harvest));
    }

    @Test
    void shouldCallAReleaseWorseThatBroughtAFailure() {
        // Given
        for (int ago = 80; ago > 20; ago--) {
            harvestRelease(TODAY.minusDays(ago), 10, 0, 0);
        }
        topology.values(Topics.REGRESSION_ALERTS);

        // When
        for (int ago = 20; ago >= 0; ago--) {
            harvestRelease(TODAY.minusDays(ago), 5, 5, 12);
        }

        // Then
        assertThat(topology.table(Topics.ALERTS).values()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo(AlertKind.VERSION_REGRESSION);
            assertThat(alert.getDriverVersion()).isEqualTo("2.1.0.10");
            assertThat(alert.getFailureHash()).isEqualTo(hash(15));
            assertThat(alert.getRelease().getPredecessors())
                    .extracting(Predecessor::getDriverVersion, Predecessor::getFailuresBefore)
                    .containsExactly(tuple("2.1.0.9", 28 * 50L));
            assertThat(alert.getRelease().getWorse()).singleElement().satisfies(failure -> {
                assertThat(failure.getObserved()).isEqualTo(21 * 12L);
                assertThat(failure.getScore()).isGreaterThan(failure.getThreshold());
            });
        });
        assertThat(topology.row(Topics.DRIVER_VERSIONS, "contoso.sys|2.1.0.10"))
                .extracting(DriverVersion::getVerdict, DriverVersion::getEvents)
                .containsExactly(ReleaseVerdict.WORSE, 21 * 37L);
    }

    @Test
    void shouldNotRaiseAReleaseThatOnlySpreads() {
        // Given
        for (int ago = 80; ago > 20; ago--) {
            harvestRelease(TODAY.minusDays(ago), 10, 0, 0);
        }

        // When
        for (int ago = 20; ago >= 0; ago--) {
            long moved = Math.min(10, 20 - ago);
            harvestRelease(TODAY.minusDays(ago), 10 - moved, moved, 0);
        }

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        List<DriverVersion> verdicts = topology.values(Topics.DRIVER_VERSIONS);
        assertThat(verdicts)
                .extracting(DriverVersion::getVerdict)
                .startsWith(ReleaseVerdict.TOO_EARLY)
                .endsWith(ReleaseVerdict.SAME);
        harvestRelease(TODAY, 0, 10, 0);
        assertThat(topology.values(Topics.DRIVER_VERSIONS)).as("no news").isEmpty();
    }

    @Test
    void shouldTellOfAFloodOfNewFailuresOnce() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(3));

        // When
        for (int ago = 2; ago >= 0; ago--) {
            harvest++;
            LocalDate day = TODAY.minusDays(ago);
            pipe(CONTOSO.row(day, harvest, STEADY, "1.0.0.0", "US", 6));
            for (int failure = 100; failure < 600; failure++) {
                pipe(CONTOSO.row(day, harvest, failure, "1.2.0.0", "US", 3));
            }
            pipe(CONTOSO.complete(day, harvest));
        }

        // Then
        assertThat(topology.table(Topics.ALERTS).values()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo(AlertKind.NEW_FAILURE);
            assertThat(alert.getFailureHash()).isNull();
            assertThat(alert.getMembers()).hasSize(500).contains(hash(100), hash(599));
            assertThat(alert.getDriverVersion()).isEqualTo("1.2.0.0");
            assertThat(alert.getStartDate()).isEqualTo(TODAY.minusDays(2));
        });
    }

    @Test
    void shouldMergeWhatTurnsOutToBePartOfMany() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(2));
        harvest++;
        pipe(CONTOSO.row(TODAY.minusDays(1), harvest, 100, "1.2.0.0", "US", 12));
        pipe(CONTOSO.complete(TODAY.minusDays(1), harvest));
        String first = topology.values(Topics.REGRESSION_ALERTS).getFirst().getAlertId();

        // When
        harvest++;
        for (int failure = 100; failure < 110; failure++) {
            pipe(CONTOSO.row(TODAY, harvest, failure, "1.2.0.0", "US", 12));
        }
        pipe(CONTOSO.complete(TODAY, harvest));

        // Then
        Map<String, RegressionAlert> alerts = topology.table(Topics.ALERTS);
        RegressionAlert merged = Objects.requireNonNull(alerts.remove(first));
        assertThat(merged.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alerts).containsOnlyKeys(merged.getMergedInto());
        assertThat(alerts.values())
                .singleElement()
                .satisfies(all -> assertThat(all.getMembers()).contains(hash(100), hash(109)));
    }

    @Test
    void shouldNotRaiseTheCrashLoopOfOneDevice() {
        // Given
        for (int ago = 60; ago >= 1; ago--) {
            reportEvents(TODAY.minusDays(ago), 4, 4);
        }

        // When
        reportEvents(TODAY, 64, 5);
        List<RegressionAlert> ofOne = topology.values(Topics.REGRESSION_ALERTS);
        reportEvents(TODAY.plusDays(1), 64, 60);

        // Then
        assertThat(ofOne).isEmpty();
        assertThat(topology.row(Topics.DRIVER_DAYS, "contoso.sys||" + TODAY))
                .extracting(DriverDay::getEvents, DriverDay::getDevices)
                .containsExactly(64L, 5L);
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isNotEmpty();
    }

    /** Events of a report that counts, on so many devices, and the mark of their day. */
    private void reportEvents(LocalDate day, int events, int devices) {
        Rows rows = new Rows("report", "contoso.sys");
        TestInputTopic<String, ReportRow> input = topology.input(Topics.REPORT_ROWS);
        for (int number = 0; number < events; number++) {
            String device = day + "-" + Math.min(number, devices - 1);
            ReportRow event = rows.event(day, 1, OTHER, "1.1.0.0", "US", number, device);
            input.pipeInput(Rows.key(event), event);
        }
        ReportRow mark = rows.reported(day, 1);
        input.pipeInput(Rows.key(mark), mark);
    }

    @Test
    void shouldKeepQuietAboutAMutedAlertUntilItOutgrowsThat() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getFirst();

        // When
        act(alert, ActionKind.MUTE);
        harvest(TODAY.plusDays(1), 65);
        List<RegressionAlert> muted = topology.values(Topics.REGRESSION_ALERTS);
        harvest(TODAY.plusDays(2), 300);

        // Then
        assertThat(muted).hasSize(2).extracting(RegressionAlert::getStatus).containsOnly(AlertStatus.MUTED);
        assertThat(muted.getLast().getObserved()).isEqualTo(125);
        assertThat(muted.getLast().getMutedUpTo()).isCloseTo(1.5 * 57, within(1.0));
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .singleElement()
                .satisfies(back -> assertThat(back.getStatus()).isEqualTo(AlertStatus.OPEN));
    }

    @Test
    void shouldLeaveAnAlertToWhoAcknowledgedIt() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getFirst();

        // When
        act(alert, ActionKind.ACKNOWLEDGE);
        harvest(TODAY.plusDays(1), 40);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).hasSize(2).allSatisfy(state -> {
            assertThat(state.getStatus()).isEqualTo(AlertStatus.ACKNOWLEDGED);
            assertThat(state.getAction())
                    .extracting(AlertAction::getBy, AlertAction::getNote)
                    .containsExactly("ann", "known");
        });
    }

    @Test
    void shouldNeitherReopenNorLoseWhatComesLateForAnAlertThatIsOver() {
        // Given
        LocalDate spike = TODAY.minusDays(6);
        harvestQuietDays(60, spike.minusDays(1));
        harvest(spike, 60);
        for (LocalDate day = spike.plusDays(1); !day.isAfter(TODAY); day = day.plusDays(1)) {
            harvest(day, 3);
        }
        RegressionAlert over = topology.values(Topics.REGRESSION_ALERTS).getLast();
        assertThat(over.getStatus()).isEqualTo(AlertStatus.RESOLVED);

        // When
        harvest(spike, 75);
        harvest(spike.plusDays(1), 50);
        harvest(TODAY, 3);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isNotEmpty().allSatisfy(state -> {
            assertThat(state.getAlertId()).isEqualTo(over.getAlertId());
            assertThat(state.getStatus()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(state.getObserved()).isEqualTo(125);
        });
    }

    @Test
    void shouldRaiseAfterAResolveOnlyWhatComesLater() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getFirst();
        act(alert, ActionKind.RESOLVE);
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .extracting(RegressionAlert::getStatus)
                .containsExactly(AlertStatus.RESOLVED);

        // When
        harvest(TODAY, 62);
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .extracting(RegressionAlert::getStatus)
                .containsOnly(AlertStatus.RESOLVED);
        harvest(TODAY.plusDays(1), 60);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).singleElement().satisfies(next -> {
            assertThat(next.getStatus()).isEqualTo(AlertStatus.OPEN);
            assertThat(next.getAlertId()).isNotEqualTo(alert.getAlertId());
            assertThat(next.getStartDate()).isEqualTo(TODAY.plusDays(1));
        });
    }

    @Test
    void shouldRaiseAPastDayThatIsLiftedLater() {
        // Given
        harvestQuietDays(60, TODAY);
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();

        // When
        harvest(TODAY.minusDays(2), 60);
        harvest(TODAY, 3);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).first().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.OPEN);
            assertThat(alert.getStartDate()).isEqualTo(TODAY.minusDays(2));
            assertThat(alert.getBackfill()).isFalse();
        });
    }

    @Test
    void shouldIgnoreWhatIsSaidOfAlertsThatItDoesNotKnow() {
        RegressionAlert unknown = new RegressionAlert();
        unknown.setAlertId("unknown");
        unknown.setDriverName("nobody.sys");

        act(unknown, ActionKind.MUTE);

        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        assertThat(topology.deadLetters()).isEmpty();
    }

    private void act(RegressionAlert alert, ActionKind kind) {
        TestInputTopic<String, AlertAction> actions = topology.input(Topics.ALERT_ACTIONS);
        actions.pipeInput(
                alert.getDriverName(),
                new AlertAction(alert.getAlertId(), alert.getDriverName(), kind, "ann", "known", Instant.EPOCH));
    }

    private DriverDelta mark(int partition) {
        return DriverDelta.newBuilder()
                .setSource(CONTOSO.source())
                .setDate(TODAY)
                .setHarvestId(1000)
                .setMark(HarvestMark.DAY_COMPLETE)
                .setAsOf(TODAY)
                .setPartition(partition)
                .setPartitions(3)
                .build();
    }
}
