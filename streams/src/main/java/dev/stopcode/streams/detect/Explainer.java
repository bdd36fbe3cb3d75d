package dev.stopcode.streams.detect;

import dev.stopcode.config.DetectionConfig;
import dev.stopcode.detection.release.JudgedRelease;
import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.JudgedWindow;
import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import dev.stopcode.schemas.SeriesPoint;
import dev.stopcode.streams.detect.Explanation.Outcome;
import dev.stopcode.streams.state.FailureRef;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains days of one driver, with the code that judges them. */
public final class Explainer {

    /** Days of a series that are shown where there is no baseline. */
    private static final int SHOWN_DAYS = 28;

    /** Failures of a release that are shown. */
    private static final int CLOSEST = 10;

    private final Case driver;
    private final LocalDate asOf;
    private final SeriesJudge judge;
    private final ReleaseWatch releases;
    private final Gates gates;
    private final Installs installs;
    private final Breakdowns breakdowns;
    private final SeriesDetector detector = new SeriesDetector();
    private final Renames renames = new Renames();

    /** Where to look up dimensions. */
    @FunctionalInterface
    interface Breakdowns {
        Breakdown of(@Nullable String failureHash, List<String> sources);
    }

    Explainer(Case driver, LocalDate asOf, DetectionConfig config, Installs installs, Breakdowns breakdowns) {
        this.driver = driver;
        this.asOf = asOf;
        this.judge = new SeriesJudge(config.sensitivity().threshold());
        this.releases = new ReleaseWatch(config);
        this.gates = new Gates(config);
        this.installs = installs;
        this.breakdowns = breakdowns;
    }

    /** The driver's versions, in the order in which they were first seen. */
    public List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (int number = 0; number < driver.book().versionCounts().size(); number++) {
            versions.add(driver.book().version(number));
        }
        return versions;
    }

    /**
     * Explains what a day has to say of a release.
     *
     * @param version one of {@link #versions}
     */
    public ReleaseExplanation explainRelease(LocalDate date, String version) {
        DriverBook book = driver.book();
        int day = (int) Math.min(date.toEpochDay(), driver.days().lastDay());
        JudgedSeries series = book.versionCounts().get(book.number(version));
        boolean isSeen = series.isActive(driver.days().firstDay(), day);
        Optional<JudgedRelease> judged = releases.judge(driver, installs, day).stream()
                .filter(release -> release.version().equals(version))
                .findFirst();
        return new ReleaseExplanation(
                book.name(),
                version,
                date,
                judged.isPresent()
                        ? ReleaseExplanation.Outcome.JUDGED
                        : isSeen ? ReleaseExplanation.Outcome.NO_PREDECESSOR : ReleaseExplanation.Outcome.NOT_SEEN_YET,
                series.firstActive().stream()
                        .mapToObj(LocalDate::ofEpochDay)
                        .findFirst()
                        .orElse(null),
                judged.map(release -> verdict(releases.evidence(release, driver, day)))
                        .orElse(null),
                judged.map(release -> releases.closest(release, driver, CLOSEST))
                        .orElse(List.of()),
                driver.alerts().standingOn(version).toList());
    }

    private DriverVersion verdict(ReleaseEvidence evidence) {
        return Detection.driverVersion(
                driver.book(),
                evidence,
                gates.measure(driver, installs, evidence),
                asOf.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The driver's failures, each by its hash, in the order in which they were first seen; names where they are known. */
    public List<FailureRef> failures() {
        List<FailureRef> failures = new ArrayList<>();
        for (int number = 0; number < driver.book().failureCounts().size(); number++) {
            failures.add(driver.book().failure(number));
        }
        return failures;
    }

    /**
     * Explains a day.
     *
     * @param failureHash one of {@link #failures}, null for the driver as a whole
     */
    public Explanation explain(LocalDate date, @Nullable String failureHash) {
        return new Day(date, failureHash).explain();
    }

    /** The alerts that tell of the day: on the same failure, or on many of which it is one. */
    private List<RegressionAlert> alerts(LocalDate date, @Nullable String failureHash) {
        return driver.alerts().all().stream()
                .filter(alert -> !alert.getStartDate().isAfter(date)
                        && !alert.getEndDate().isBefore(date))
                .filter(alert -> Objects.equals(alert.getFailureHash(), failureHash)
                        || (failureHash != null && alert.getMembers().contains(failureHash)))
                .toList();
    }

    /** A day of a series while it is explained. */
    private final class Day {
        private final DriverBook book = driver.book();
        private final DriverDays days = driver.days();
        private final LocalDate date;
        private final @Nullable String failureHash;
        private final int failure;
        private final int index;
        private final boolean isKnown;
        private final long[] counts;
        private final double threshold;
        private final List<RegressionAlert> alerts;

        Day(LocalDate date, @Nullable String failureHash) {
            this.date = date;
            this.failureHash = failureHash;
            this.failure = failureHash == null ? DriverBook.ALL : book.failureNumber(failureHash);
            this.index = (int) (date.toEpochDay() - days.firstDay());
            this.isKnown = index >= 0 && index < days.length() && days.observed(index);
            this.counts = book.series(failure).counts(days);
            this.threshold =
                    failure == DriverBook.ALL ? judge.threshold() : judge.thresholdOfFailures(book, days.lastDay());
            this.alerts = alerts(date, failureHash);
        }

        Explanation explain() {
            List<JudgedWindow> windows = isKnown ? detector.windows(counts, days.completeness(), index) : List.of();
            double score = isKnown ? detector.judge(counts, days.completeness(), index) : 0;
            Expectation expectation = isKnown ? detector.expectation(counts, index) : null;
            double completeness = isKnown ? days.completeness()[index] : 0;
            boolean isRise = expectation != null && counts[index] > 0;
            return new Explanation(
                    book.name(),
                    date,
                    failureHash,
                    failureHash == null ? null : book.failure(failure).getName(),
                    outcome(score, expectation),
                    isKnown ? counts[index] : null,
                    expectation == null ? null : expectation.expected(index) * completeness,
                    expectation == null ? null : expectation.upperBound(index, completeness, threshold),
                    completeness,
                    score,
                    threshold,
                    isKnown ? highestBefore() : 0,
                    windows,
                    points(expectation),
                    isRise ? contributors() : List.of(),
                    alerts,
                    driver.counting(),
                    days.date(0),
                    days.date(days.length() - 1),
                    asOf);
        }

        private Outcome outcome(double score, @Nullable Expectation expectation) {
            List<RegressionAlert> standing = alerts.stream()
                    .filter(alert -> alert.getStatus() != AlertStatus.WITHDRAWN)
                    .toList();
            if (!standing.isEmpty()) {
                boolean isOwn =
                        standing.stream().anyMatch(alert -> Objects.equals(alert.getFailureHash(), failureHash));
                return isOwn ? Outcome.RAISED : Outcome.PART_OF_MANY;
            }
            if (!isKnown) {
                return Outcome.NOT_HARVESTED;
            }
            if (counts[index] == 0) {
                return Outcome.NO_FAILURES;
            }
            if (score < threshold) {
                return expectation == null ? Outcome.TOO_YOUNG : Outcome.BELOW;
            }
            return whyNotRaised();
        }

        /** Why there is no alert on a day that is above the threshold. */
        private Outcome whyNotRaised() {
            int from = Math.max(0, days.length() - DriverJudge.JUDGED_DAYS);
            if (index < from) {
                return Outcome.TOO_OLD;
            }
            Optional<Finding> found = judge.track(driver, failure, from, threshold).stream()
                    .filter(finding -> finding.incident().start() <= index
                            && finding.incident().end() >= index)
                    .findFirst();
            if (found.isEmpty()) {
                return Outcome.TOLD_BEFORE;
            }
            if (book.knowsDevices(driver.counting()) && DriverJudge.isOneDevice(found.get(), book)) {
                return Outcome.ONE_DEVICE;
            }
            if (renames.formerName(found.get(), book).isPresent()) {
                return Outcome.RENAMED;
            }
            if (failure != DriverBook.ALL && DriverJudge.isYoung(found.get(), book)) {
                return Outcome.OF_YOUNG_DRIVER;
            }
            return failure == DriverBook.ALL ? Outcome.EXPLAINED : Outcome.TOO_OLD;
        }

        private double highestBefore() {
            double highest = 0;
            for (int before = Math.max(0, index - SeriesDetector.MEMORY_DAYS); before < index; before++) {
                highest = Math.max(highest, detector.judge(counts, days.completeness(), before));
            }
            return highest;
        }

        private List<SeriesPoint> points(@Nullable Expectation expectation) {
            int from = expectation == null ? Math.max(0, index - SHOWN_DAYS) : expectation.learnedFrom();
            List<SeriesPoint> points = new ArrayList<>();
            for (int i = from; i <= Math.min(index, days.length() - 1); i++) {
                double completeness = days.observed(i) ? days.completeness()[i] : 1;
                points.add(new SeriesPoint(
                        days.date(i),
                        days.observed(i) ? counts[i] : null,
                        expectation == null ? null : expectation.expected(i) * completeness,
                        expectation == null ? null : expectation.upperBound(i, completeness, threshold),
                        completeness));
            }
            return points;
        }

        /** What carries the window that tells most. */
        private List<Contributor> contributors() {
            Finding described = judge.describe(driver, failure, index);
            int window = described.incident().evidence().window();
            Finding ofWindow = described.during(Math.max(0, index - window + 1), index);
            return Contributors.of(ofWindow, book)
                    .with(ofWindow, breakdowns.of(failureHash, driver.counting()))
                    .list();
        }
    }
}
