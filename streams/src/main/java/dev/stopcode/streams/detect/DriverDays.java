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
