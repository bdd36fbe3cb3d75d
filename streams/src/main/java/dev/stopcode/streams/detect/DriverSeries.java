package dev.stopcode.streams.detect;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A driver's daily counts as arrays: for the driver, and for each failure and version that occurred.
 *
 * @param firstDay day of index 0, as days since 1970-01-01
 */
record DriverSeries(int firstDay, long[] total, Map<Integer, long[]> failures, Map<Integer, long[]> versions) {

    /**
     * The series from a driver's first day to the last day that all its sources have been harvested for.
     *
     * @param observed whether a day was harvested completely
     */
    static DriverSeries of(DriverBook book, int lastDay, IntPredicate observed) {
        int firstDay = book.firstDay();
        int length = lastDay - firstDay + 1;
        long[] blank = new long[length];
        for (int i = 0; i < length; i++) {
            blank[i] = observed.test(firstDay + i) ? 0 : StepRule.UNKNOWN;
        }
        DriverSeries series = new DriverSeries(firstDay, blank.clone(), new TreeMap<>(), new TreeMap<>());
        book.days(firstDay, lastDay).forEach((day, counts) -> {
            int index = day - firstDay;
            if (blank[index] != StepRule.UNKNOWN) {
                counts.forEachCell((version, failure, events) -> {
                    series.total[index] += events;
                    series.failures.computeIfAbsent(failure, f -> blank.clone())[index] += events;
                    series.versions.computeIfAbsent(version, v -> blank.clone())[index] += events;
                });
            }
        });
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
