package dev.stopcode.streams.detect;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * The days that a driver is judged by, from its first to the last that all its sources have been harvested for.
 *
 * @param firstDay day of index 0, as days since 1970-01-01
 * @param completeness share of each day's final count that is known; 0 for a day that was not harvested
 * @param settled index of the last day whose count is not expected to change much any more
 */
record DriverDays(int firstDay, double[] completeness, int settled) {

    /** Days younger than this are still being counted. */
    private static final int SETTLE_DAYS = 3;

    /** The days of a driver up to one, by what is known of its sources. */
    static DriverDays of(DriverBook book, int lastDay, Sources sources) {
        double[] completeness = sources.completeness(book.sources(), book.firstDay(), lastDay);
        int settled = Math.min(lastDay, sources.asOf(book.sources()) - SETTLE_DAYS) - book.firstDay();
        return new DriverDays(book.firstDay(), completeness, settled);
    }

    int length() {
        return completeness.length;
    }

    int lastDay() {
        return firstDay + completeness.length - 1;
    }

    /** Whether a day, by its index, was harvested completely. */
    boolean observed(int index) {
        return completeness[index] > 0;
    }

    LocalDate date(int index) {
        return LocalDate.ofEpochDay((long) firstDay + index);
    }

    /** First day that these days see otherwise than others do. */
    int firstDifference(DriverDays before) {
        if (firstDay < before.firstDay || firstDay > before.lastDay()) {
            return firstDay;
        }
        int shift = firstDay - before.firstDay;
        int difference = Arrays.mismatch(
                completeness, 0, completeness.length, before.completeness, shift, before.completeness.length);
        return difference < 0 ? lastDay() + 1 : firstDay + difference;
    }

    /** How many days from one index to another, both included, were harvested. */
    int observed(int from, int to) {
        int observed = 0;
        for (int index = from; index <= to; index++) {
            observed += observed(index) ? 1 : 0;
        }
        return observed;
    }
}
