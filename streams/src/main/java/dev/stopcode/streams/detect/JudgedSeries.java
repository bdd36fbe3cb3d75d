package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.SeriesDetector;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Counts of one series by day, within the window that is kept, and the scores of its days as far as they are known. Days are
 * days since 1970-01-01.
 */
final class JudgedSeries {

    /** Days that begin their series after less silence are no longer judged when the first days are dropped. */
    private static final int LONG_SILENCE = 60;

    private long[] counts = {};
    private double[] scores = {};
    private int firstDay;

    /** First day whose score may not be what its counts say any more. */
    private int stale = Integer.MIN_VALUE;

    void add(int day, long delta) {
        if (counts.length == 0) {
            firstDay = day;
        }
        if (day < firstDay) {
            grow(firstDay - day, counts.length + firstDay - day);
            firstDay = day;
        } else if (day - firstDay >= counts.length) {
            grow(0, Math.max(day - firstDay + 1, counts.length * 3 / 2));
        }
        counts[day - firstDay] += delta;
        stale(day);
    }

    private void grow(int shift, int length) {
        long[] longer = new long[length];
        System.arraycopy(counts, 0, longer, shift, counts.length);
        counts = longer;
        double[] more = new double[length];
        System.arraycopy(scores, 0, more, shift, scores.length);
        scores = more;
    }

    /** Notes that the days from this one on have to be judged again. */
    void stale(int day) {
        stale = Math.min(stale, day);
    }

    /** First day that has to be judged again. */
    int stale() {
        return stale;
    }

    /** Forgets the days before one. */
    void dropBefore(int day) {
        if (day > firstDay) {
            int from = Math.min(counts.length, day - firstDay);
            counts = Arrays.copyOfRange(counts, from, counts.length);
            scores = Arrays.copyOfRange(scores, from, scores.length);
            firstDay = day;
        }
        // the silence before the first failure ever is shorter now, and the scores of that rise with it
        firstActive().stream().filter(first -> first > day + LONG_SILENCE).forEach(this::stale);
    }

    /** Whether there is any count from one day to another, both included. */
    boolean isActive(int first, int last) {
        return sum(first, last) > 0;
    }

    /** First day with a count, empty if there is none. */
    OptionalInt firstActive() {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .map(i -> firstDay + i)
                .findFirst();
    }

    /** The counts from one day to another, both included, added up. */
    long sum(int first, int last) {
        long sum = 0;
        for (int day = Math.max(first, firstDay); day <= Math.min(last, firstDay + counts.length - 1); day++) {
            sum += counts[day - firstDay];
        }
        return sum;
    }

    /** The counts of those of a driver's days that were harvested, from one index to another, both included. */
    long sum(DriverDays days, int from, int to) {
        long sum = 0;
        for (int index = from; index <= to; index++) {
            int own = days.firstDay() + index - firstDay;
            sum += days.observed(index) && own >= 0 && own < counts.length ? counts[own] : 0;
        }
        return sum;
    }

    /** The counts of a driver's days; {@link SeriesDetector#UNKNOWN} for one that was not harvested. */
    long[] counts(DriverDays days) {
        long[] series = new long[days.length()];
        for (int i = 0; i < series.length; i++) {
            int own = days.firstDay() + i - firstDay;
            series[i] = !days.observed(i) ? SeriesDetector.UNKNOWN : own < 0 || own >= counts.length ? 0 : counts[own];
        }
        return series;
    }

    /** The scores of a driver's days as {@link #judge} has found them; 0 for those that it was never asked for. */
    double[] scores(DriverDays days) {
        double[] series = new double[days.length()];
        int from = Math.max(firstDay, days.firstDay());
        int to = Math.min(firstDay + scores.length, days.firstDay() + series.length);
        if (to > from) {
            System.arraycopy(scores, from - firstDay, series, from - days.firstDay(), to - from);
        }
        return series;
    }

    /**
     * Brings the scores up to date.
     *
     * @param from first day that is of interest
     * @return the highest score of the days from there on
     */
    double judge(SeriesDetector detector, DriverDays days, int from) {
        int first = Math.max(Math.max(from, stale), firstDay);
        int last = Math.min(days.lastDay(), firstDay + counts.length - 1);
        long[] series = null;
        for (int day = first; day <= last; day++) {
            int own = day - firstDay;
            scores[own] = 0;
            if (counts[own] > 0 && days.observed(day - days.firstDay())) {
                series = series == null ? counts(days) : series;
                scores[own] = detector.judge(series, days.completeness(), day - days.firstDay());
            }
        }
        stale = days.lastDay() + 1;
        double highest = 0;
        for (int day = Math.max(from, firstDay); day <= last; day++) {
            highest = Math.max(highest, scores[day - firstDay]);
        }
        return highest;
    }
}
