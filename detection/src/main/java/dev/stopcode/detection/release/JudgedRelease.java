package dev.stopcode.detection.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release that has predecessors, and what of it was out of the ordinary.
 *
 * @param version as the source writes it
 * @param firstDay the day of its first failure
 * @param predecessors what it is compared with, nearest first
 * @param failures of which there is more, by name
 * @param less failures of which there is less, by name
 * @param rates null where installs are not known
 */
public record JudgedRelease(
        String version,
        int firstDay,
        List<Predecessor> predecessors,
        List<JudgedFailure> failures,
        List<JudgedFailure> less,
        @Nullable ReleaseRates rates) {

    public JudgedRelease {
        predecessors = List.copyOf(predecessors);
        failures = List.copyOf(failures);
        less = List.copyOf(less);
    }

    /** The last day that it is judged on. */
    public int lastDay() {
        return lastDay(firstDay);
    }

    /** The last day that a release is judged on which was first seen on a day. */
    public static int lastDay(int firstDay) {
        return firstDay + Life.DAYS - 1;
    }

    /** The first day whose counts a release is judged by which was first seen on a day. */
    public static int basisFrom(int firstDay) {
        return firstDay - Life.HISTORY;
    }

    /**
     * An earlier release of the branch.
     *
     * @param before its failures in the 28 days before the release
     */
    public record Predecessor(String version, long before) {}
}
