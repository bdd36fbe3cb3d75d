package dev.stopcode.streams.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A driver's daily counts as arrays: for the driver, and for each of its failures and versions by number.
 *
 * @param firstDay day of index 0, as days since 1970-01-01
 */
record DriverSeries(int firstDay, long[] total, List<long[]> failures, List<long[]> versions) {

    /**
     * The series from a driver's first day to the last day that all its sources have been harvested for.
     *
     * @param observed whether a day was harvested completely
     */
    static DriverSeries of(DriverBook book, int lastDay, IntPredicate observed) {
        int firstDay = book.firstDay();
        long[] observedDays = new long[lastDay - firstDay + 1];
        for (int i = 0; i < observedDays.length; i++) {
            observedDays[i] = observed.test(firstDay + i) ? 0 : StepRule.UNKNOWN;
        }
        return new DriverSeries(
                firstDay,
                book.total().series(firstDay, observedDays),
                series(book.failureCounts(), firstDay, observedDays),
                series(book.versionCounts(), firstDay, observedDays));
    }

    private static List<long[]> series(List<DayCounts> counts, int firstDay, long[] observedDays) {
        List<long[]> series = new ArrayList<>(counts.size());
        counts.forEach(of -> series.add(of.series(firstDay, observedDays)));
        return series;
    }

    int length() {
        return total.length;
    }

    /** Sum of the harvested days from one index to another, both included. */
    static long sum(long[] counts, int from, int to) {
        return Arrays.stream(counts, Math.max(0, from), Math.max(Math.max(0, from), to + 1))
                .filter(count -> count != StepRule.UNKNOWN)
                .sum();
    }

    /** How many days from one index to another, both included, were harvested. */
    static int observed(long[] counts, int from, int to) {
        return (int) Arrays.stream(counts, from, to + 1)
                .filter(count -> count != StepRule.UNKNOWN)
                .count();
    }
}
