package dev.stopcode.streams.detect;

import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.SeriesPoint;
import dev.stopcode.schemas.Severity;
import dev.stopcode.streams.runtime.DeviceSketches;
import dev.stopcode.streams.state.FailureRef;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a finding down as an alert that explains itself. */
final class AlertWriter {

    /** A version with at least this share of the rise is named as its carrier. */
    private static final double CARRIER = 0.6;

    private static final int MAX_CONTRIBUTORS = 5;

    private final StepRule rule;
    private final int freshDays;

    /** @param freshDays an incident whose last day is older than this is backfill */
    AlertWriter(StepRule rule, int freshDays) {
        this.rule = rule;
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
            DriverSeries series,
            List<String> sources,
            int asOf,
            Instant time) {
        Incident incident = finding.incident();
        @Nullable
        FailureRef failure = finding.failure() == DriverBook.WHOLE_DRIVER ? null : book.failure(finding.failure());
        List<Contributor> contributors = contributors(finding, book, series);
        @Nullable String carrier = carrier(contributors);
        int through = incident.isOpen() ? series.length() - 1 : incident.resolved();
        RegressionAlert alert = RegressionAlert.newBuilder()
                .setAlertId(alertId)
                .setDriverName(book.name())
                .setKind(finding.kind())
                .setStatus(status)
                .setSeverity(severity(finding, series))
                .setFailureHash(failure == null ? null : failure.getHash())
                .setFailureName(failure == null ? null : failure.getName())
                .setDriverVersion(carrier)
                .setStartDate(date(series, incident.start()))
                .setEndDate(date(series, incident.end()))
                .setDataThrough(date(series, through))
                .setObserved(finding.observed())
                .setDevices(devices(book, carrier, series, incident))
                .setExpected(finding.expected())
                .setUpperBound(incident.upperBound())
                .setScore(incident.score())
                .setThreshold(rule.threshold())
                .setBaselineFrom(date(series, incident.baselineFrom()))
                .setBaselineTo(date(series, incident.baselineTo()))
                .setSeries(points(finding, series, through))
                .setContributors(contributors)
                .setSources(sources)
                .setCompleteness(1.0)
                .setBackfill(asOf - (series.firstDay() + incident.end()) > freshDays)
                .setRule(StepRule.NAME)
                .setSummary("")
                .setUpdatedAt(time)
                .build();
        alert.setSummary(summary(alert));
        return alert;
    }

    private static @Nullable Long devices(
            DriverBook book, @Nullable String version, DriverSeries series, Incident incident) {
        List<ByteBuffer> sketches = new ArrayList<>();
        book.days(series.firstDay() + incident.start(), series.firstDay() + incident.end())
                .values()
                .forEach(day -> day.devices().forEach((number, sketch) -> {
                    if (version == null || book.version(number).equals(version)) {
                        sketches.add(sketch);
                    }
                }));
        return DeviceSketches.count(sketches);
    }

    private static LocalDate date(DriverSeries series, int index) {
        return LocalDate.ofEpochDay(series.firstDay() + index);
    }

    private static List<SeriesPoint> points(Finding finding, DriverSeries series, int through) {
        List<SeriesPoint> points = new ArrayList<>();
        for (int day = finding.incident().baselineFrom(); day <= through; day++) {
            long count = finding.counts()[day];
            points.add(new SeriesPoint(
                    date(series, day),
                    count == StepRule.UNKNOWN ? null : count,
                    number(finding.judgement().expected()[day]),
                    number(finding.judgement().upperBound()[day])));
        }
        return points;
    }

    static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** The versions of a failure's rise; the failures and versions of a whole driver's. */
    private static List<Contributor> contributors(Finding finding, DriverBook book, DriverSeries series) {
        List<Contributor> contributors = new ArrayList<>();
        if (finding.failure() == DriverBook.WHOLE_DRIVER) {
            for (int number = 0; number < series.versions().size(); number++) {
                long[] counts = series.versions().get(number);
                contributors.add(contributor(finding, "driverVersion", book.version(number), null, counts));
            }
            for (int number = 0; number < series.failures().size(); number++) {
                long[] counts = series.failures().get(number);
                FailureRef failure = book.failure(number);
                contributors.add(contributor(finding, "failureHash", failure.getHash(), failure.getName(), counts));
            }
        } else {
            versionsOf(finding, book, series)
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

    private static Map<String, long[]> versionsOf(Finding finding, DriverBook book, DriverSeries series) {
        Map<String, long[]> versions = new TreeMap<>();
        book.days(series.firstDay(), series.firstDay() + series.length() - 1)
                .forEach((day, counts) -> counts.forEachCell((version, failure, events) -> {
                    if (failure == finding.failure()) {
                        long[] ofVersion =
                                versions.computeIfAbsent(book.version(version), v -> new long[series.length()]);
                        ofVersion[day - series.firstDay()] += events;
                    }
                }));
        return versions;
    }

    private static Contributor contributor(
            Finding finding, String dimension, String value, @Nullable String label, long[] counts) {
        Incident incident = finding.incident();
        long observed = DriverSeries.sum(counts, incident.start(), incident.end());
        double baselineMean = (double) DriverSeries.sum(counts, incident.baselineFrom(), incident.baselineTo())
                / Math.max(1, DriverSeries.observed(finding.counts(), incident.baselineFrom(), incident.baselineTo()));
        double expected = baselineMean * DriverSeries.observed(finding.counts(), incident.start(), incident.end());
        double share = Math.clamp((observed - expected) / Math.max(1, finding.excess()), 0.0, 1.0);
        return new Contributor(dimension, value, label, observed, expected, share);
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
    private static Severity severity(Finding finding, DriverSeries series) {
        double excess = finding.excess();
        double share = excess
                / Math.max(
                        1,
                        DriverSeries.sum(
                                series.total(),
                                finding.incident().start(),
                                finding.incident().end()));
        if (excess >= 100 && share >= 0.2) {
            return Severity.HIGH;
        }
        return excess >= 50 || share >= 0.2 ? Severity.MEDIUM : Severity.LOW;
    }

    private static String summary(RegressionAlert alert) {
        String what = alert.getFailureName() != null
                ? alert.getFailureName()
                : alert.getFailureHash() != null ? alert.getFailureHash() : "all failures";
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
