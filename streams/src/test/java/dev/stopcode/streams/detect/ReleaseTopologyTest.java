package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.CountedIn;
import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.Gate;
import dev.stopcode.schemas.GateResult;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a release that takes half of the devices of the one before, three weeks ago. */
class ReleaseTopologyTest {

    private static final String DRIVER = "contoso.sys";
    private static final String OLD = "2.1.0.9";
    private static final String NEW = "2.1.0.10";
    private static final String KEY = DRIVER + "|" + NEW;
    private static final int DAYS = 80;
    private static final int RELEASED = 20;
    private static final int FAILURES = 5;

    @TempDir
    Path stateDir;

    private TopologyFixture topology;
    private TestInputTopic<String, FailureHit> hits;
    private TestInputTopic<String, DriverInstalls> installs;
    private long harvest;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(stateDir);
        hits = topology.input(Topics.FAILURE_HITS);
        installs = topology.input(Topics.DRIVER_INSTALLS);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    /** Harvests the days, on which the release has each failure so often. */
    private void harvestDays(long ofNew) {
        for (int ago = DAYS; ago >= 0; ago--) {
            harvestDay(ago, ofNew);
        }
    }

    private void harvestDay(int ago, long ofNew) {
        harvest++;
        LocalDate day = TODAY.minusDays(ago);
        for (int failure = 1; failure <= FAILURES; failure++) {
            pipe(CONTOSO.row(day, harvest, failure, OLD, "US", ago > RELEASED ? 10 : 5));
            if (ago <= RELEASED) {
                pipe(CONTOSO.row(day, harvest, failure, NEW, "US", ofNew));
            }
        }
        pipe(CONTOSO.complete(day, harvest));
    }

    private void pipe(FailureHit hit) {
        hits.pipeInput(Rows.key(hit), hit);
    }

    private void install(long ofNew) {
        for (int ago = DAYS; ago >= 0; ago--) {
            install(OLD, ago, ago > RELEASED ? 10_000 : 5_000);
            if (ago <= RELEASED) {
                install(NEW, ago, ofNew);
            }
        }
    }

    private void install(String version, int ago, long devices) {
        LocalDate day = TODAY.minusDays(ago);
        installs.pipeInput(DRIVER + "|" + version + "|" + day, new DriverInstalls(DRIVER, version, day, devices));
    }

    private DriverVersion verdict() {
        return topology.row(Topics.DRIVER_VERSIONS, KEY);
    }

    @Test
    void shouldCallAReleaseWorseThatFailsTwiceAsOftenOnEachDevice() {
        // Given
        install(2_500);

        // When
        harvestDays(5);

        // Then
        DriverVersion verdict = verdict();
        assertThat(verdict.getVerdict()).isEqualTo(ReleaseVerdict.WORSE);
        assertThat(verdict.getEvidence().getRates()).satisfies(rates -> {
            assertThat(rates.getThrough()).isEqualTo(TODAY);
            assertThat(rates.getFailures()).isEqualTo(21 * 25);
            assertThat(rates.getDeviceDays()).isEqualTo(21 * 2_500);
            assertThat(rates.getRate()).isEqualTo(.01);
            assertThat(rates.getRateOfPredecessors()).isEqualTo(.005);
            assertThat(rates.getRatio()).isCloseTo(2, within(.01));
        });
        assertThat(topology.table(Topics.ALERTS).values()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo(AlertKind.VERSION_REGRESSION);
            assertThat(alert.getStatus()).isNotEqualTo(AlertStatus.WITHDRAWN);
            assertThat(alert.getFailureHash()).isNull();
            assertThat(alert.getDriverVersion()).isEqualTo(NEW);
            assertThat(alert.getObserved()).isEqualTo(21 * 25);
            assertThat(alert.getExpected()).isCloseTo(21 * 12.5, within(1.0));
            assertThat(alert.getRelease().getWorse())
                    .extracting(ChangedFailure::getFailureHash)
                    .containsExactly((String) null);
        });
    }

    @Test
    void shouldCallAReleaseBetterThatFailsHalfAsOftenOnEachDevice() {
        // Given
        install(10_000);

        // When
        harvestDays(5);

        // Then
        DriverVersion verdict = verdict();
        assertThat(verdict.getVerdict()).isEqualTo(ReleaseVerdict.BETTER);
        assertThat(verdict.getEvidence().getWorse()).isEmpty();
        assertThat(verdict.getEvidence().getBetter()).singleElement().satisfies(all -> {
            assertThat(all.getFailureHash()).isNull();
            assertThat(all.getRatio()).isCloseTo(.5, within(.01));
            assertThat(all.getScore()).isGreaterThan(all.getThreshold());
        });
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
    }

    @Test
    void shouldCallAReleaseWorseThatMendsOneFailureAndBringsAnother() {
        // Given
        harvestDays(0);

        // When
        for (int ago = RELEASED; ago >= 0; ago--) {
            harvest++;
            LocalDate day = TODAY.minusDays(ago);
            for (int failure = 1; failure <= FAILURES; failure++) {
                pipe(CONTOSO.row(day, harvest, failure, OLD, "US", 30));
                if (failure > 1) {
                    pipe(CONTOSO.row(day, harvest, failure, NEW, "US", 30));
                }
            }
            pipe(CONTOSO.row(day, harvest, 100, NEW, "US", 200));
            pipe(CONTOSO.complete(day, harvest));
        }

        // Then
        DriverVersion verdict = verdict();
        assertThat(verdict.getVerdict()).isEqualTo(ReleaseVerdict.WORSE);
        assertThat(verdict.getEvidence().getWorse())
                .extracting(ChangedFailure::getFailureHash)
                .containsExactly(Rows.hash(100));
        assertThat(verdict.getEvidence().getBetter())
                .extracting(ChangedFailure::getFailureHash)
                .containsExactly(Rows.hash(1));
    }

    @Test
    void shouldNotBlameAReleaseForBeingOnMoreDevices() {
        // Given
        install(10_000);

        // When
        harvestDays(10);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .extracting(RegressionAlert::getKind)
                .doesNotContain(AlertKind.VERSION_REGRESSION);
        DriverVersion verdict = verdict();
        assertThat(verdict.getVerdict()).isEqualTo(ReleaseVerdict.SAME);
        assertThat(verdict.getEvidence().getRates().getRatio()).isCloseTo(1, within(.01));
    }

    @Test
    void shouldSayTheSameWhetherInstallsComeBeforeTheCountsOrAfterThem() {
        // Given
        install(2_500);
        harvestDays(5);
        DriverVersion before = verdict();
        stop();

        // When
        start();
        harvestDays(5);
        DriverVersion without = verdict();
        install(2_500);
        assertThat(topology.values(Topics.DRIVER_VERSIONS))
                .as("until the next mark")
                .isEmpty();
        harvestDay(0, 5);

        // Then
        assertThat(without.getVerdict()).isEqualTo(ReleaseVerdict.SAME);
        assertThat(without.getEvidence().getRates()).isNull();
        DriverVersion after = verdict();
        assertThat(after.getVerdict()).isEqualTo(ReleaseVerdict.WORSE);
        assertThat(after.getEvidence()).isEqualTo(before.getEvidence());
        assertThat(topology.table(Topics.ALERTS).values())
                .singleElement()
                .satisfies(alert -> assertThat(alert.getDriverVersion()).isEqualTo(NEW));
    }

    /** Events of a report that counts, each a day, of a live dump and of a crash. */
    private void reportDays(int crashing, int dumping) {
        Rows rows = new Rows("report", DRIVER);
        TestInputTopic<String, ReportRow> events = topology.input(Topics.REPORT_ROWS);
        for (int ago = DAYS; ago >= 0; ago--) {
            LocalDate day = TODAY.minusDays(ago);
            String version = ago > RELEASED ? OLD : NEW;
            for (int number = 0; number < crashing; number++) {
                ReportRow event = rows.event(day, 1, 1, version, "US", number, "device-" + ago + "-" + number);
                events.pipeInput(Rows.key(event), event);
            }
            for (int number = 0; number < dumping; number++) {
                ReportRow event = rows.event(day, 1, 2, version, "US", 100 + number, "device-" + number);
                event.setFailureName("LKD_0x141_IMAGE_contoso.sys");
                events.pipeInput(Rows.key(event), event);
            }
            ReportRow mark = rows.reported(day, 1);
            events.pipeInput(Rows.key(mark), mark);
        }
    }

    @Test
    void shouldMeasureTheLimitsOfTheVendorOnDevices() {
        // Given
        install(40_000);

        // When
        reportDays(3, 20);

        // Then
        List<GateResult> gates = verdict().getGates();
        assertThat(gates)
                .extracting(GateResult::getGate, GateResult::getFailing, GateResult::getPassed)
                .containsExactly(
                        tuple(Gate.KERNEL_CRASH, 21L, true),
                        tuple(Gate.LIVE_DUMP, 20L, true),
                        tuple(Gate.INTEGRATED_GRAPHICS, 21L, false));
        assertThat(gates.getLast()).satisfies(gate -> {
            assertThat(gate.getInstalls()).isEqualTo(40_000);
            assertThat(gate.getMeasured()).isEqualTo(21 / 40_000.0);
            assertThat(gate.getLimit()).isEqualTo(3 / 10_000.0);
            assertThat(gate.getCountedIn()).isEqualTo(CountedIn.DEVICES);
            assertThat(gate.getTo())
                    .as("days that are still counted are left out")
                    .isEqualTo(TODAY.minusDays(3));
            assertThat(gate.getFrom()).isEqualTo(TODAY.minusDays(9));
        });
    }

    @Test
    void shouldNotSayThatEventsAreOfTooManyDevices() {
        // Given
        install(10_000);

        // When
        harvestDays(5);

        // Then
        assertThat(verdict().getGates())
                .extracting(
                        GateResult::getGate, GateResult::getFailing, GateResult::getPassed, GateResult::getCountedIn)
                .as("175 crashes on 10,000 devices may be of fewer than 100")
                .containsExactly(
                        tuple(Gate.KERNEL_CRASH, 175L, null, CountedIn.EVENTS),
                        tuple(Gate.LIVE_DUMP, 0L, true, CountedIn.EVENTS));
    }

    @Test
    void shouldMeasureNoLimitOnFewerDevicesThanItTakes() {
        // Given
        install(99);

        // When
        harvestDays(5);

        // Then
        assertThat(verdict().getGates()).isEmpty();
    }

    @Test
    void shouldForgetInstallsThatAreTakenBack() {
        // Given
        install(2_500);
        harvestDays(5);

        // When
        for (int ago = RELEASED; ago >= 0; ago--) {
            install(NEW, ago, 0);
        }
        harvestDay(0, 5);

        // Then
        assertThat(verdict())
                .extracting(
                        DriverVersion::getVerdict,
                        version -> version.getEvidence().getRates())
                .containsExactly(ReleaseVerdict.SAME, null);
        assertThat(topology.table(Topics.ALERTS).values())
                .singleElement()
                .satisfies(alert -> assertThat(alert.getStatus()).isEqualTo(AlertStatus.WITHDRAWN));
    }

    @Test
    void shouldPassByInstallsThatCannotBe() {
        // When
        installs.pipeInput(KEY, (DriverInstalls) null);
        install(NEW, 0, -1);
        install(2_500);
        harvestDays(5);

        // Then
        assertThat(topology.deadLetters()).hasSize(2);
        assertThat(verdict().getVerdict()).isEqualTo(ReleaseVerdict.WORSE);
    }
}
