package dev.stopcode.detection.release;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The daily counts of one driver by version and failure, and where they are known the installs of its versions. Days are
 * numbered as in {@link java.time.LocalDate#toEpochDay()}. The order in which counts are added changes nothing. Not safe
 * for several threads.
 */
public final class ReleaseCounts {

    private final SortedMap<String, VersionCounts> versions = new TreeMap<>();

    /**
     * Adds to the count of a failure on a day.
     *
     * @param version as the source writes it; what is not four numbers is never judged
     * @throws IllegalArgumentException if the count is negative
     */
    public void add(String version, String failure, int day, long count) {
        if (refuseNegative(count) > 0) {
            of(version).add(failure, day, count);
        }
    }

    /**
     * Adds to the devices that run a version on a day.
     *
     * @throws IllegalArgumentException if they are negative
     */
    public void addInstalls(String version, int day, long devices) {
        if (refuseNegative(devices) > 0) {
            of(version).addInstalls(day, devices);
        }
    }

    private VersionCounts of(String version) {
        return versions.computeIfAbsent(version, VersionCounts::new);
    }

    private static long refuseNegative(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("A count of " + count + " is less than nothing");
        }
        return count;
    }

    Collection<VersionCounts> versions() {
        return versions.values();
    }
}
