package dev.stopcode.detection.release;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counts of one version, or of several together, on the days around a release. Day {@link #HISTORY} is the first day
 * of the release.
 */
final class Life {

    /** Days before a release that tell what was usual. */
    static final int HISTORY = 28;

    /** Days for which a release is judged. */
    static final int DAYS = 35;

    private static final long[] NONE = new long[HISTORY + DAYS];

    private final long[] totals = new long[HISTORY + DAYS];
    private final long[] installs = new long[HISTORY + DAYS];
    private final long[] installedTotals = new long[HISTORY + DAYS];
    private final Map<String, long[]> failures = new HashMap<>();

    /** @param firstDay of the release */
    static Life of(List<VersionCounts> versions, int firstDay) {
        Life life = new Life();
        int from = firstDay - HISTORY;
        for (VersionCounts version : versions) {
            life.add(version, from);
            version.failures()
                    .forEach((failure, counts) -> counts.addTo(
                            life.failures.computeIfAbsent(failure, unseen -> new long[HISTORY + DAYS]), from));
        }
        return life;
    }

    private void add(VersionCounts version, int from) {
        long[] counts = new long[HISTORY + DAYS];
        long[] devices = new long[HISTORY + DAYS];
        version.total().addTo(counts, from);
        version.installs().addTo(devices, from);
        for (int day = 0; day < HISTORY + DAYS; day++) {
            totals[day] += counts[day];
            installs[day] += devices[day];
            installedTotals[day] += devices[day] > 0 ? counts[day] : 0;
        }
    }

    /** Counts of all failures by day. */
    long[] totals() {
        return totals;
    }

    /** Devices by day, 0 where they are not known. */
    long[] installs() {
        return installs;
    }

    /** Counts of all failures by day, of the versions whose devices are known then. */
    long[] installedTotals() {
        return installedTotals;
    }

    /** Counts of a failure by day. */
    long[] of(String failure) {
        return failures.getOrDefault(failure, NONE);
    }

    /** The sum over the days before the release. */
    static long before(long[] counts) {
        return through(counts, HISTORY - 1);
    }

    /** The sum over the days before the release and up to a day. */
    static long through(long[] counts, int day) {
        return Arrays.stream(counts, 0, day + 1).sum();
    }
}
