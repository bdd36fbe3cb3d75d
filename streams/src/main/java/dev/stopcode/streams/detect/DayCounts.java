package dev.stopcode.streams.detect;

import java.util.Arrays;

/** Counts of one series by day, within the window that is kept. Days are days since 1970-01-01. */
final class DayCounts {

    private long[] counts = {};
    private int firstDay;

    void add(int day, long delta) {
        if (counts.length == 0) {
            firstDay = day;
        }
        if (day < firstDay) {
            long[] longer = new long[counts.length + firstDay - day];
            System.arraycopy(counts, 0, longer, firstDay - day, counts.length);
            counts = longer;
            firstDay = day;
        } else if (day - firstDay >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(day - firstDay + 1, counts.length * 3 / 2));
        }
        counts[day - firstDay] += delta;
    }

    /** Forgets the days before one. */
    void dropBefore(int day) {
        if (day > firstDay) {
            counts = Arrays.copyOfRange(counts, Math.min(counts.length, day - firstDay), counts.length);
            firstDay = day;
        }
    }

    /**
     * The series from a day on.
     *
     * @param observed for each day from the first on, 0 or {@link StepRule#UNKNOWN}
     */
    long[] series(int first, long[] observed) {
        long[] series = observed.clone();
        int from = Math.max(first, firstDay);
        int to = Math.min(first + series.length, firstDay + counts.length);
        for (int day = from; day < to; day++) {
            if (series[day - first] != StepRule.UNKNOWN) {
                series[day - first] = counts[day - firstDay];
            }
        }
        return series;
    }
}
