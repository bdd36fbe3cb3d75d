package dev.stopcode.detection.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a release is compared with.
 *
 * @param predecessors lower versions of its branch that were seen before it, nearest first, as many as it takes to know
 *     their failures; the newest that can be the cause of a difference
 * @param others all other versions that were known by then: what changes in them too happens to everyone
 */
record Lineage(List<VersionCounts> predecessors, List<VersionCounts> others) {

    /** Failures in the days before the release that tell how often each is met. */
    private static final long ENOUGH = 300;

    /** Days by which another version must be older to be a control. */
    private static final int ESTABLISHED = 7;

    /** @param versions all of the driver with a failure */
    static Lineage of(VersionCounts release, List<VersionCounts> versions) {
        List<VersionCounts> predecessors = predecessors(release, versions);
        List<VersionCounts> others = versions.stream()
                .filter(version -> version != release && !predecessors.contains(version))
                .filter(version -> version.firstDay() < release.firstDay() - ESTABLISHED)
                .toList();
        return new Lineage(predecessors, others);
    }

    private static List<VersionCounts> predecessors(VersionCounts release, List<VersionCounts> versions) {
        List<VersionCounts> lower = versions.stream()
                .filter(version -> isPredecessor(version, release))
                .sorted(Comparator.comparing(VersionCounts::version, Comparator.reverseOrder()))
                .toList();
        List<VersionCounts> taken = new ArrayList<>();
        long known = 0;
        for (VersionCounts version : lower) {
            if (known >= ENOUGH) {
                break;
            }
            taken.add(version);
            known += version.total().sum(release.firstDay() - Life.HISTORY, release.firstDay());
        }
        return taken;
    }

    private static boolean isPredecessor(VersionCounts version, VersionCounts release) {
        DriverVersion earlier = version.version();
        DriverVersion later = release.version();
        return earlier != null
                && later != null
                && earlier.isSameBranch(later)
                && earlier.compareTo(later) < 0
                && version.firstDay() < release.firstDay();
    }
}
