package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Evidence;
import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import dev.stopcode.schemas.SeriesPoint;
import dev.stopcode.schemas.Severity;
import dev.stopcode.streams.state.FailureRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a finding down as an alert that explains itself. */
final class AlertWriter {

    private final int freshDays;
    private final BreakdownShelf breakdowns;

    /**
     * @param freshDays an incident whose last day is older than this is backfill
     * @param breakdowns where to look up dimensions
     */
    AlertWriter(int freshDays, BreakdownShelf breakdowns) {
        this.freshDays = freshDays;
        this.breakdowns = breakdowns;
    }

    /**
     * The alert.
     *
     * @param asOf day of the harvest
     * @param time when the harvest's mark was written
     */
    RegressionAlert write(String alertId, AlertStatus status, Finding finding, Case driver, int asOf, Instant time) {
        Incident incident = finding.incident();
        Evidence evidence = incident.evidence();
        DriverBook book = driver.book();
        DriverDays days = finding.days();
        @Nullable FailureRef failure = finding.failure() == DriverBook.ALL ? null : book.failure(finding.failure());
        Contributors contributors = Contributors.of(finding, book).with(finding, breakdown(finding, driver));
        @Nullable String carrier = contributors.carrier();
        int through = incident.isOpen() ? days.length() - 1 : incident.resolved();
        RegressionAlert alert = RegressionAlert.newBuilder()
                .setAlertId(alertId)
                .setDriverName(book.name())
                .setKind(finding.kind())
                .setStatus(status)
                .setSeverity(severity(finding.excess(), finding, book))
                .setFailureHash(finding.failureHash())
                .setFailureName(failure == null ? null : failure.getName())
                .setDriverVersion(carrier)
                .setStartDate(days.date(incident.start()))
                .setEndDate(days.date(incident.end()))
                .setDataThrough(days.date(through))
                .setObserved(finding.observed())
                .setDevices(devices(book, carrier, finding))
                .setExpected(finding.expected())
                .setUpperBound(upperBound(finding, evidence.day()))
                .setJudgedDate(days.date(evidence.day()))
                .setWindowDays(evidence.window())
                .setWindowObserved(evidence.observed())
                .setWindowExpected(evidence.expected())
                .setWindowVariance(evidence.variance())
                .setScore(evidence.score())
                .setThreshold(finding.threshold())
                .setBaselineFrom(days.date(incident.expectation().learnedFrom()))
                .setBaselineTo(days.date(incident.expectation().learnedTo()))
                .setSeries(points(finding, through))
                .setContributors(contributors.list())
                .setMembers(finding.members().stream().sorted().toList())
                .setSources(driver.counting())
                .setOverdueSources(driver.overdue())
                .setCompleteness(days.completeness()[through])
                .setAsOf(LocalDate.ofEpochDay(asOf))
                .setBackfill(asOf - (days.firstDay() + incident.end()) > freshDays)
                .setRule(finding.rule())
                .setSummary("")
                .setUpdatedAt(time)
                .build();
        ReleaseEvidence release = finding.release();
        if (release != null) {
            alert.setRelease(release);
            alert.setDriverVersion(release.getDriverVersion());
        }
        if (release != null && finding.rule().equals(Finding.RELEASE)) {
            tellOf(release, alert);
            alert.setSeverity(severity(alert.getObserved() - alert.getExpected(), finding, book));
        }
        alert.setSummary(summary(alert, contributors.confinedTo()));
        return alert;
    }

    private Breakdown breakdown(Finding finding, Case driver) {
        int firstDay = finding.days().firstDay();
        return breakdowns.get(
                driver.book().name(),
                finding.failureHash(),
                driver.counting(),
                firstDay + Contributors.baselineFrom(finding),
                firstDay + finding.incident().end());
    }

    /** The figures of a failure that is worse in a release, where no series stands out. */
    private static void tellOf(ReleaseEvidence release, RegressionAlert alert) {
        ChangedFailure worst = release.getWorse().getFirst();
        alert.setObserved(worst.getObserved());
        alert.setExpected(worst.getExpected());
        alert.setScore(worst.getScore());
    }

    private static @Nullable Long devices(DriverBook book, @Nullable String version, Finding finding) {
        int firstDay = finding.days().firstDay();
        return book.devices(
                version == null ? DriverBook.ALL : book.number(version),
                finding.failure(),
                firstDay + finding.incident().start(),
                firstDay + finding.incident().end());
    }

    private static List<SeriesPoint> points(Finding finding, int through) {
        Expectation expectation = finding.incident().expectation();
        List<SeriesPoint> points = new ArrayList<>();
        for (int day = expectation.learnedFrom(); day <= through; day++) {
            long count = finding.counts()[day];
            boolean isKnown = finding.days().observed(day);
            double completeness = isKnown ? finding.days().completeness()[day] : 1;
            points.add(new SeriesPoint(
                    finding.days().date(day),
                    isKnown ? count : null,
                    expectation.expected(day) * completeness,
                    expectation.upperBound(day, completeness, finding.threshold()),
                    completeness));
        }
        return points;
    }

    private static double upperBound(Finding finding, int day) {
        return finding.incident()
                .expectation()
                .upperBound(day, finding.days().completeness()[day], finding.threshold());
    }

    /** Grows with the excess and with its share of what the driver had in the incident's days. */
    private static Severity severity(double excess, Finding finding, DriverBook book) {
        Incident incident = finding.incident();
        long all = book.total().sum(finding.days(), incident.start(), incident.end());
        double share = excess / Math.max(1, all);
        if (excess >= 100 && share >= 0.2) {
            return Severity.HIGH;
        }
        return excess >= 50 || share >= 0.2 ? Severity.MEDIUM : Severity.LOW;
    }

    private static String summary(RegressionAlert alert, @Nullable Contributor confinedTo) {
        String what = alert.getFailureName() != null
                ? alert.getFailureName()
                : alert.getFailureHash() != null
                        ? alert.getFailureHash()
                        : alert.getMembers().isEmpty() || alert.getRule().equals(Finding.RELEASE)
                                ? "all failures"
                                : alert.getMembers().size() + " failures that rose together";
        String version = alert.getDriverVersion() == null ? "" : ", mostly in " + alert.getDriverVersion();
        String place = confinedTo == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.0f %% of the rise in %s %s (%.0f %% before)",
                        100 * confinedTo.getShare(),
                        confinedTo.getDimension(),
                        confinedTo.getValue(),
                        100 * confinedTo.getShareBefore());
        return String.format(
                Locale.ROOT,
                "%s: %s, %d from %s to %s where %.1f were expected%s%s (score %.1f)",
                alert.getDriverName(),
                what,
                alert.getObserved(),
                alert.getStartDate(),
                alert.getEndDate(),
                alert.getExpected(),
                version,
                place,
                alert.getScore());
    }
}
