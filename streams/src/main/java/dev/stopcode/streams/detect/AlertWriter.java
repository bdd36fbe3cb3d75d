package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Evidence;
import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.Incident;
import dev.stopcode.detection.series.SeriesDetector;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a finding down as an alert that explains itself. */
final class AlertWriter {

    /** A version with at least this share of the rise is named as its carrier. */
    private static final double CARRIER = 0.6;

    private static final int MAX_CONTRIBUTORS = 5;

    private final int freshDays;

    /** @param freshDays an incident whose last day is older than this is backfill */
    AlertWriter(int freshDays) {
        this.freshDays = freshDays;
    }

    /**
     * The alert.
     *
     * @param sources where the counts come from
     * @param asOf day of the harvest
     * @param time when the harvest's mark was written
     */
    RegressionAlert write(
            String alertId,
            AlertStatus status,
            Finding finding,
            DriverBook book,
            List<String> sources,
            int asOf,
            Instant time) {
        Incident incident = finding.incident();
        Evidence evidence = incident.evidence();
        DriverDays days = finding.days();
        @Nullable FailureRef failure = finding.failure() == DriverBook.ALL ? null : book.failure(finding.failure());
        List<Contributor> contributors = contributors(finding, book);
        @Nullable String carrier = carrier(contributors);
        int through = incident.isOpen() ? days.length() - 1 : incident.resolved();
        RegressionAlert alert = RegressionAlert.newBuilder()
                .setAlertId(alertId)
                .setDriverName(book.name())
                .setKind(finding.kind())
                .setStatus(status)
                .setSeverity(severity(finding, book))
                .setFailureHash(failure == null ? null : failure.getHash())
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
                .setContributors(contributors)
                .setMembers(finding.members().stream()
                        .map(member -> book.failure(member).getHash())
                        .sorted()
                        .toList())
                .setSources(sources)
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
        }
        alert.setSummary(summary(alert));
        return alert;
    }

    /** The figures of a failure that is worse in a release, where no series stands out. */
    private static void tellOf(ReleaseEvidence release, RegressionAlert alert) {
        ChangedFailure worst = release.getWorse().getFirst();
        alert.setObserved(worst.getObserved());
        alert.setExpected(worst.getExpected());
        alert.setScore(worst.getScore());
        alert.setThreshold(worst.getThreshold());
        if (release.getWorse().size() > 1) {
            alert.setMembers(release.getWorse().stream()
                    .map(ChangedFailure::getFailureHash)
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList());
        }
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

    /** The versions of a failure's rise; the failures and versions of a whole driver's. */
    private static List<Contributor> contributors(Finding finding, DriverBook book) {
        List<Contributor> contributors = new ArrayList<>();
        if (finding.failure() == DriverBook.ALL) {
            for (int number = 0; number < book.versionCounts().size(); number++) {
                long[] counts = book.versionCounts().get(number).counts(finding.days());
                contributors.add(contributor(finding, "driverVersion", book.version(number), null, counts));
            }
            for (int number = 0; number < book.failureCounts().size(); number++) {
                long[] counts = book.failureCounts().get(number).counts(finding.days());
                FailureRef failure = book.failure(number);
                contributors.add(contributor(finding, "failureHash", failure.getHash(), failure.getName(), counts));
            }
        } else {
            versionsOf(finding, book)
                    .forEach((version, counts) ->
                            contributors.add(contributor(finding, "driverVersion", version, null, counts)));
        }
        contributors.removeIf(contributor -> contributor.getShare() <= 0);
        contributors.sort(Comparator.comparingDouble(Contributor::getShare)
                .reversed()
                .thenComparing(Contributor::getDimension)
                .thenComparing(Contributor::getValue));
        return List.copyOf(contributors.subList(0, Math.min(MAX_CONTRIBUTORS, contributors.size())));
    }

    private static Map<String, long[]> versionsOf(Finding finding, DriverBook book) {
        DriverDays days = finding.days();
        Map<String, long[]> versions = new TreeMap<>();
        book.days(days.firstDay(), days.lastDay())
                .forEach((day, counts) -> counts.forEachCell((version, failure, n) -> {
                    if (failure == finding.failure()) {
                        long[] ofVersion =
                                versions.computeIfAbsent(book.version(version), v -> new long[days.length()]);
                        ofVersion[day - days.firstDay()] += n;
                    }
                }));
        return versions;
    }

    /** What a part of the finding's series did, by its mean in the days of the baseline. */
    private static Contributor contributor(
            Finding finding, String dimension, String value, @Nullable String label, long[] counts) {
        Incident incident = finding.incident();
        DriverDays days = finding.days();
        int from = incident.expectation().learnedFrom();
        int to = incident.expectation().learnedTo();
        double mean = (double) sum(counts, from, to) / Math.max(1, days.observed(from, to));
        long observed = sum(counts, incident.start(), incident.end());
        double expected = mean * days.observed(incident.start(), incident.end());
        double share = Math.clamp((observed - expected) / Math.max(1, finding.excess()), 0.0, 1.0);
        return new Contributor(dimension, value, label, observed, expected, share);
    }

    private static long sum(long[] counts, int from, int to) {
        return Arrays.stream(counts, from, to + 1)
                .filter(count -> count != SeriesDetector.UNKNOWN)
                .sum();
    }

    /** The version that carries a finding, null if none does. */
    static @Nullable String carrier(Finding finding, DriverBook book) {
        return carrier(contributors(finding, book));
    }

    private static @Nullable String carrier(List<Contributor> contributors) {
        return contributors.stream()
                .filter(contributor ->
                        contributor.getDimension().equals("driverVersion") && contributor.getShare() >= CARRIER)
                .map(Contributor::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Grows with the excess and with its share of what the driver had in the incident's days. */
    private static Severity severity(Finding finding, DriverBook book) {
        Incident incident = finding.incident();
        double excess = finding.excess();
        long all = sum(book.total().counts(finding.days()), incident.start(), incident.end());
        double share = excess / Math.max(1, all);
        if (excess >= 100 && share >= 0.2) {
            return Severity.HIGH;
        }
        return excess >= 50 || share >= 0.2 ? Severity.MEDIUM : Severity.LOW;
    }

    private static String summary(RegressionAlert alert) {
        String what = alert.getFailureName() != null
                ? alert.getFailureName()
                : alert.getFailureHash() != null
                        ? alert.getFailureHash()
                        : alert.getMembers().isEmpty()
                                ? "all failures"
                                : alert.getMembers().size() + " failures that rose together";
        String version = alert.getDriverVersion() == null ? "" : ", mostly in " + alert.getDriverVersion();
        return String.format(
                Locale.ROOT,
                "%s: %s, %d from %s to %s where %.1f were expected%s (score %.1f)",
                alert.getDriverName(),
                what,
                alert.getObserved(),
                alert.getStartDate(),
                alert.getEndDate(),
                alert.getExpected(),
                version,
                alert.getScore());
    }
}
