package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.JudgedWindow;
import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.SeriesPoint;
import dev.stopcode.streams.detect.Explanation.Outcome;
import dev.stopcode.streams.state.FailureRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains days of one driver, with the code that judges them. */
public final class Explainer {

    /** Days of a series that are shown where there is no baseline. */
    private static final int SHOWN_DAYS = 28;

    private final Case driver;
    private final LocalDate asOf;
    private final SeriesJudge judge;
    private final Breakdowns breakdowns;
    private final SeriesDetector detector = new SeriesDetector();

    /** Where to look up dimensions. */
    @FunctionalInterface
    interface Breakdowns {
        Breakdown of(@Nullable String failureHash, List<String> sources);
    }

    Explainer(Case driver, LocalDate asOf, double threshold, Breakdowns breakdowns) {
        this.driver = driver;
        this.asOf = asOf;
        this.judge = new SeriesJudge(threshold);
        this.breakdowns = breakdowns;
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
