package dev.stopcode.connect;

import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.CountedIn;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureVersion;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.schemas.Severity;
import dev.stopcode.schemas.SourceStatus;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.TrustedRecords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as the topology writes them, on the last days before {@link #TODAY}. */
final class Samples {

    static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    static final Instant HARVEST = Instant.parse("2026-11-20T06:00:00Z");

    static {
        TrustedRecords.trust(Topics.class); // Avro copies the records within records
    }

    private Samples() {}

    static RegressionAlert alert(String id, String driver, AlertStatus status) {
        LocalDate start = TODAY.minusDays(3);
        return RegressionAlert.newBuilder()
                .setAlertId(id)
                .setDriverName(driver)
                .setKind(AlertKind.SPIKE)
                .setStatus(status)
                .setSeverity(Severity.HIGH)
                .setFailureHash("0d901479-bf1f-b842-76f2-3db7e4feaedd")
                .setFailureName("AV_" + driver + "!unknown_function")
                .setDriverVersion("2.1.1.0")
                .setStartDate(start)
                .setEndDate(start.plusDays(1))
                .setDataThrough(TODAY.minusDays(1))
                .setObserved(120)
                .setExpected(4.25)
                .setUpperBound(11.0)
                .setJudgedDate(start)
                .setWindowDays(1)
                .setWindowObserved(100)
                .setWindowExpected(2.1)
                .setWindowVariance(3.2)
                .setScore(9.31)
                .setThreshold(3.9)
                .setBaselineFrom(start.minusDays(28))
                .setBaselineTo(start.minusDays(1))
                .setSeries(List.of())
                .setContributors(List.of(new Contributor("market", "DE", null, 80L, 2.0, 0.6, 0.1)))
                .setSources(List.of("windows-10-a"))
                .setAsOf(TODAY)
                .setBackfill(false)
                .setRule("scan-84/1")
                .setSummary(driver + " 2.1.1.0: 120 where 4.3 were expected")
                .setUpdatedAt(HARVEST)
                .build();
    }

    static Failure failure(String hash, String driver, LocalDate firstSeen, long events) {
        return Failure.newBuilder()
                .setFailureHash(hash)
                .setFailureName("AV_" + driver + "!unknown_function")
                .setFirstSeen(firstSeen)
                .setLastSeen(TODAY.minusDays(1))
                .setEvents(events)
                .setVersions(List.of(new FailureVersion(driver, "2.1.1.0", firstSeen, TODAY.minusDays(1), events)))
                .build();
    }

    static DriverDay day(
            String driver, @Nullable String version, LocalDate date, long events, @Nullable Double expected) {
        return DriverDay.newBuilder()
                .setDriverName(driver)
                .setDriverVersion(version)
                .setDate(date)
                .setEvents(events)
                .setExpected(expected)
                .build();
    }

    static Cab cab(String id, CabStatus status, Instant collectedAt) {
        boolean stored = status == CabStatus.STORED;
        return Cab.newBuilder()
                .setCabIdHash(id)
                .setFailureHash("0d901479-bf1f-b842-76f2-3db7e4feaedd")
                .setAlertId("a1")
                .setDriverName("fastboot.sys")
                .setStatus(status)
                .setLocation(stored ? "file:///data/cabs/01/0123.zip" : null)
                .setReason(stored ? null : "the vendor has it no more")
                .setCollectedAt(collectedAt)
                .setTriage(stored ? triage() : null)
                .build();
    }

    private static CabTriage triage() {
        return CabTriage.newBuilder()
                .setBugCheck("D1")
                .setBugCheckName("DRIVER_IRQL_NOT_LESS_OR_EQUAL")
                .setParameters(List.of())
                .setDrivers(List.of())
                .setAgreesWithFailureName(CabAgreement.YES)
                .build();
    }

    static SourceStatus source(String id, boolean overdue) {
        return SourceStatus.newBuilder()
                .setSource(id)
                .setCounting(true)
                .setOverdue(overdue)
                .setNewestDay(overdue ? TODAY.minusDays(6) : TODAY)
                .setCompleteThrough(TODAY.minusDays(overdue ? 8 : 2))
                .setAsOf(TODAY)
                .setHarvestedAt(HARVEST)
                .setCompleteness(List.of(0.4, 0.8, 1.0))
                .build();
    }

    static DriverVersion release(
            String driver, String version, ReleaseVerdict verdict, long events, String... worseFailures) {
        return DriverVersion.newBuilder()
                .setDriverName(driver)
                .setVerdict(verdict)
                .setEvents(events)
                .setEvidence(ReleaseEvidence.newBuilder()
                        .setDriverVersion(version)
                        .setFirstDate(TODAY.minusDays(2))
                        .setJudgedThrough(TODAY)
                        .setCountedIn(CountedIn.EVENTS)
                        .setPredecessors(List.of())
                        .setWorse(Arrays.stream(worseFailures)
                                .map(Samples::changed)
                                .toList())
                        .build())
                .setUpdatedAt(HARVEST)
                .build();
    }

    private static ChangedFailure changed(String failureName) {
        return ChangedFailure.newBuilder()
                .setFailureHash(failureName)
                .setFailureName(failureName)
                .setSince(TODAY.minusDays(1))
                .setJudgedDate(TODAY)
                .setObserved(12)
                .setExposure(16)
                .setExpected(2.5)
                .setRatio(4.8)
                .setScore(6.1)
                .setThreshold(3.9)
                .setLevel(1.0)
                .setSpread(0.2)
                .setHeldBy("PREDECESSORS")
                .build();
    }

    static AlertAction acknowledged(String alertId, String driver) {
        return AlertAction.newBuilder()
                .setAlertId(alertId)
                .setDriverName(driver)
                .setAction(ActionKind.ACKNOWLEDGE)
                .setAt(HARVEST)
                .build();
    }
}
