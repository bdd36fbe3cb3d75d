package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.Incident;
import dev.stopcode.detection.series.IncidentTracker;
import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.RegressionAlert;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges one series of a driver: a failure, or the driver as a whole. */
final class SeriesJudge {

    /** A standing alert is borne out by a score that is lower by so much: a p-value ten times as high. */
    static final double HYSTERESIS = 1;

    /** A failure that occurred in so many newest days counts as one of many. */
    private static final int ACTIVE_DAYS = 28;

    private final SeriesDetector detector = new SeriesDetector();
    private final IncidentTracker tracker = new IncidentTracker();
    private final double threshold;

    /** @param threshold score from which a day of a series is raised that is judged alone */
    SeriesJudge(double threshold) {
        this.threshold = threshold;
    }

    /** Score from which a day of the driver as a whole is raised. */
    double threshold() {
        return threshold;
    }

    /**
     * Score from which a day of one of many failures is raised. Each is a chance of a false alarm: the threshold makes up for
     * half of their number's decimal digits, so that of a hundred times as many failures come ten times as many.
     */
    double thresholdOfFailures(DriverBook book, int lastDay) {
        int first = lastDay - ACTIVE_DAYS + 1;
        long active = book.failureCounts().stream()
                .filter(series -> series.isActive(first, lastDay))
                .count();
        return threshold + Math.log10((double) Math.max(1, active)) / 2;
    }

    /** What lets expect the count of a day alone, null while too little is known. */
    @Nullable
    Expectation expectation(long[] counts, int day) {
        return detector.expectation(counts, day);
    }

    /**
     * The incidents of a series that begin on a day or later. One that has an alert is borne out by less than it takes to
     * raise it: restatements and other failures move scores a little to and fro.
     *
     * @param failure number of the failure, or {@link DriverBook#ALL}
     * @param from index of the first day that may be raised
     * @param raising score from which a day is raised
     */
    List<Finding> track(Case driver, int failure, int from, double raising) {
        DriverDays days = driver.days();
        JudgedSeries series = driver.book().series(failure);
        int firstScored = days.firstDay() + Math.max(0, from - SeriesDetector.MEMORY_DAYS);
        double highest = series.judge(detector, days, firstScored);
        String hash = driver.book().hash(failure);
        List<RegressionAlert> known = driver.alerts().standing(hash).toList();
        double least = known.stream()
                .mapToDouble(alert -> alert.getThreshold() - HYSTERESIS)
                .reduce(raising, Math::min);
        if (highest < least) {
            return List.of();
        }
        long[] counts = series.counts(days);
        return tracker.track(scored(series, counts, days), from, least, closed(driver, failure)).stream()
                .map(incident -> Finding.of(driver, failure, incident, counts, raising))
                .flatMap(finding -> known.stream()
                        .filter(finding::touches)
                        .findFirst()
                        .map(alert -> finding.raisedBy(alert.getThreshold()))
                        .or(() -> Optional.of(finding).filter(Finding::isRaised))
                        .stream())
                .toList();
    }

    /** What a series did from the day on which it is taken to have risen, though it may not stand out. */
    Finding describe(Case driver, int failure, int raised) {
        JudgedSeries series = driver.book().series(failure);
        long[] counts = series.counts(driver.days());
        Incident incident = tracker.describe(scored(series, counts, driver.days()), raised, closed(driver, failure));
        return Finding.of(driver, failure, incident, counts, threshold);
    }

    private static IncidentTracker.Scored scored(JudgedSeries series, long[] counts, DriverDays days) {
        return new IncidentTracker.Scored(counts, days.completeness(), series.scores(days), days.settled());
    }

    /** The days on which alerts on the series were over. */
    private static BitSet closed(Case driver, int failure) {
        DriverDays days = driver.days();
        BitSet closed = new BitSet(days.length());
        driver.alerts()
                .resolvedDays(driver.book().hash(failure))
                .map(day -> (int) (day.toEpochDay() - days.firstDay()))
                .filter(index -> index >= 0 && index < days.length())
                .forEach(closed::set);
        return closed;
    }
}
