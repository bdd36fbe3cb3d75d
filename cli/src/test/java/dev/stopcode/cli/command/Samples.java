package dev.stopcode.cli.command;

import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureVersion;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Records to print. */
final class Samples {

    private static final Instant HARVEST = Instant.parse("2026-11-20T06:00:00Z");

    private Samples() {}

    static RegressionAlert alert(String id, AlertStatus status, boolean backfill) {
        LocalDate start = LocalDate.parse("2026-11-18");
        return RegressionAlert.newBuilder()
                .setAlertId(id)
                .setDriverName("fastboot.sys")
                .setKind(AlertKind.SPIKE)
                .setStatus(status)
                .setSeverity(Severity.HIGH)
                .setFailureHash("0d901479-bf1f-b842-76f2-3db7e4feaedd")
                .setFailureName("AV_fastboot!unknown_function")
                .setDriverVersion("2.1.1.0")
                .setStartDate(start)
                .setEndDate(start.plusDays(1))
                .setDataThrough(start.plusDays(1))
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
                .setContributors(List.of())
                .setSources(List.of("windows-10-a"))
                .setAsOf(start.plusDays(2))
                .setBackfill(backfill)
                .setRule("scan-84/1")
                .setSummary("fastboot.sys 2.1.1.0: AV_fastboot!unknown_function, 120 where 4.3 were expected")
                .setUpdatedAt(HARVEST)
                .build();
    }

    static Failure failure(String hash, String driver, long events) {
        LocalDate day = LocalDate.parse("2026-11-18");
        return Failure.newBuilder()
                .setFailureHash(hash)
                .setFailureName("AV_" + driver)
                .setFirstSeen(day)
                .setLastSeen(day.plusDays(2))
                .setEvents(events)
                .setVersions(List.of(new FailureVersion(driver, "2.1.1.0", day, day.plusDays(2), events)))
                .build();
    }

    private static CabTriage triage() {
        return CabTriage.newBuilder()
                .setBugCheck("D1")
                .setParameters(List.of())
                .setDrivers(List.of())
                .setAgreesWithFailureName(CabAgreement.YES)
                .build();
    }

    static Cab cab(String id, CabStatus status) {
        boolean stored = status == CabStatus.STORED;
        return Cab.newBuilder()
                .setCabIdHash(id)
                .setFailureHash("0d901479-bf1f-b842-76f2-3db7e4feaedd")
                .setAlertId("a1")
                .setDriverName("fastboot.sys")
                .setStatus(status)
                .setBytes(stored ? 272_000L : null)
                .setLocation(stored ? "file:///data/cabs/01/0123.zip" : null)
                .setTriage(stored ? triage() : null)
                .setReason(stored ? null : "the vendor has it no more")
                .setCollectedAt(HARVEST)
                .build();
    }

    static CabPurge purge(String id, PurgeReason reason, Duration kept) {
        return CabPurge.newBuilder()
                .setPurgeId(id)
                .setStore("s3://dumps")
                .setReason(reason)
                .setRequests(1)
                .setBytes(272_000)
                .setCollectedAt(HARVEST)
                .setPurgedAt(HARVEST.plus(kept))
                .build();
    }
}
