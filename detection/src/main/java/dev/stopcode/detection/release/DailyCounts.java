package dev.stopcode.detection.release;

import java.util.Arrays;

/** Counts by day, close together in memory; a day that nothing was added to has 0. */
final class DailyCounts {

    private static final int FEWEST = 16;

    private long[] counts = new long[0];
    private int origin;

    void add(int day, long count) {
        if (counts.length == 0) {
            origin = day;
        }
        if (day < origin || day - origin >= counts.length) {
            widen(day);
        }
        counts[day - origin] += count;
    }

    private void widen(int day) {
        int first = Math.min(origin, day);
        int end = Math.max(origin + counts.length, day + 1);
        long[] wider = new long[Math.max(FEWEST, Math.max(end - first, 2 * counts.length))];
        System.arraycopy(counts, 0, wider, origin - first, counts.length);
        counts = wider;
        origin = first;
    }

    /** The first day that has a count, {@link Integer#MAX_VALUE} if none has. */
    int firstDay() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                return origin + i;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** The sum over days from {@code from} until before {@code end}. */
    long sum(int from, int end) {
        int start = Math.max(from - origin, 0);
        int stop = Math.min(end - origin, counts.length);
        return start < stop ? Arrays.stream(counts, start, stop).sum() : 0;
    }

    /** Adds these counts to a window of days whose first is {@code from}. */
    void addTo(long[] window, int from) {
        int start = Math.max(from, origin);
        int end = Math.min(from + window.length, origin + counts.length);
        for (int day = start; day < end; day++) {
            window[day - from] += counts[day - origin];
        }
    }
}
