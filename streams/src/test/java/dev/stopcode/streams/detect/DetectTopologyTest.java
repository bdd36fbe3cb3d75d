package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

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
import dev.stopcode.schemas.SourceStatus;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.Test;

class DetectTopologyTest extends Harvested {

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
    void shouldSayThatASourceHasStoppedAndGoOnWithoutIt() {
        // Given
        Rows other = new Rows("other", "contoso.sys");
        for (int ago = 60; ago > 1; ago--) {
            harvest(TODAY.minusDays(ago), 3);
            pipe(other.row(TODAY.minusDays(ago), harvest, STEADY, "1.0.0.0", "FR", 2));
            pipe(other.complete(TODAY.minusDays(ago), harvest));
        }
        assertThat(topology.row(Topics.SOURCE_STATUS, "other"))
                .extracting(SourceStatus::getOverdue, SourceStatus::getCompleteThrough)
                .containsExactly(false, TODAY.minusDays(2));

        // When: a day later it is waited for, two days later it is not
        hits.advanceTime(Duration.ofHours(24));
        harvest(TODAY.minusDays(1), 60);
        List<RegressionAlert> waiting = topology.values(Topics.REGRESSION_ALERTS);
        hits.advanceTime(Duration.ofHours(24));
        harvest(TODAY, 60);

        // Then
        assertThat(waiting).isEmpty();
        assertThat(topology.row(Topics.SOURCE_STATUS, "other"))
                .extracting(SourceStatus::getOverdue, SourceStatus::getCompleteThrough)
                .containsExactly(true, TODAY.minusDays(2));
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.getOverdueSources()).containsExactly("other");
            assertThat(alert.getDataThrough()).isEqualTo(TODAY);
        });

        // When
        harvest++;
        pipe(other.complete(TODAY, harvest));

        // Then
        assertThat(topology.row(Topics.SOURCE_STATUS, "other").getOverdue()).isFalse();
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
    void shouldNotTakeANewNameForANewFailure() {
        // Given
        for (int ago = 60; ago >= 3; ago--) {
            harvestNamed(TODAY.minusDays(ago), "AV_contoso!Dispatch", 8, "0x1E_contoso!Other", 2);
        }

        // When
        for (int ago = 2; ago >= 0; ago--) {
            harvestNamed(TODAY.minusDays(ago), "0x50_contoso!Dispatch", 9, "0x1E_contoso!Other", 2);
        }

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();

        // When: more than the former name passed on
        harvestNamed(TODAY.plusDays(1), "0x50_contoso!Dispatch", 60, "0x1E_contoso!Other", 2);

        // Then
        assertThat(topology.table(Topics.ALERTS).values())
                .extracting(RegressionAlert::getFailureName)
                .containsExactly("0x50_contoso!Dispatch");
    }

    @Test
    void shouldTakeWhatReplacesAnotherFunctionsFailureForNew() {
        // Given
        for (int ago = 60; ago >= 3; ago--) {
            harvestNamed(TODAY.minusDays(ago), "AV_contoso!Dispatch", 8, "0x1E_contoso!Other", 2);
        }

        // When
        for (int ago = 2; ago >= 0; ago--) {
            harvestNamed(TODAY.minusDays(ago), "AV_contoso!PowerUp", 9, "0x1E_contoso!Other", 2);
        }

        // Then
        assertThat(topology.table(Topics.ALERTS).values())
                .extracting(RegressionAlert::getKind, RegressionAlert::getFailureName)
                .containsExactly(tuple(AlertKind.NEW_FAILURE, "AV_contoso!PowerUp"));
    }

    /** Harvests a day of two failures by their names. */
    private void harvestNamed(LocalDate day, String name, long events, String otherName, long others) {
        harvest++;
        FailureHit hit = CONTOSO.row(day, harvest, name.hashCode() & 0xFFFF, "1.1.0.0", "US", events);
        hit.setFailureName(name);
        pipe(hit);
        FailureHit other = CONTOSO.row(day, harvest, otherName.hashCode() & 0xFFFF, "1.1.0.0", "US", others);
        other.setFailureName(otherName);
        pipe(other);
        pipe(CONTOSO.complete(day, harvest));
    }

    @Test
    void shouldRaiseWhatIsNewInAYoungDriverOnlyIfItIsLarge() {
        // Given
        LocalDate start = TODAY.minusDays(20);
        for (int day = 0; day < 18; day++) {
            harvest++;
            pipe(CONTOSO.row(start.plusDays(day), harvest, STEADY, "1.0.0.0", "US", 10 + 4L * day));
            if (day == 16) {
                pipe(CONTOSO.row(start.plusDays(day), harvest, 77, "1.0.0.0", "US", 5));
            }
            pipe(CONTOSO.complete(start.plusDays(day), harvest));
        }
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .as("growing with its roll-out, and a small new failure")
                .isEmpty();

        // When
        harvest++;
        pipe(CONTOSO.row(start.plusDays(18), harvest, STEADY, "1.0.0.0", "US", 80));
        pipe(CONTOSO.row(start.plusDays(18), harvest, OTHER, "1.0.0.0", "US", 30));
        pipe(CONTOSO.complete(start.plusDays(18), harvest));

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo(AlertKind.NEW_FAILURE);
            assertThat(alert.getFailureHash()).isEqualTo(hash(OTHER));
            assertThat(alert.getExpected()).isLessThan(.1);
        });
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

    @Test
    void shouldForgetADriverThatHasFallenSilent() {
        // Given
        Rows quiet = new Rows("contoso", "quiet.sys");
        for (int ago = 200; ago >= 0; ago--) {
            LocalDate day = TODAY.minusDays(ago);
            harvest++;
            pipe(CONTOSO.row(day, harvest, STEADY, "1.0.0.0", "US", 5));
            if (ago > 185) {
                pipe(quiet.row(day, harvest, OTHER, "1.0.0.0", "US", 5));
            }

            // When
            pipe(CONTOSO.complete(day, harvest));
        }

        // Then
        for (String store : StoredDriver.stores()) {
            Set<String> kept = new HashSet<>();
            topology.changelog(store).stream()
                    .filter(record -> record.key.startsWith("quiet.sys"))
                    .forEach(record -> {
                        if (record.value == null) {
                            kept.remove(record.key);
                        } else {
                            kept.add(record.key);
                        }
                    });
            assertThat(kept).as(store).isEmpty();
        }
    }
}
