package dev.stopcode.detection.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Judges whether releases of a driver are worse than their predecessors, from nothing but daily counts. A release is judged
 * on the first 35 days on which it is seen, by each of its failures and, where installs are known, by all together.
 *
 * <p>The score of a day is a function of the counts up to that day: later ones change nothing, and after a restatement the
 * same counts give the same scores. A release needs the 28 days before it; what earlier releases show of the spread between
 * releases is learned from the counts as well, so that more of them judge better.
 */
public final class ReleaseJudge {

    private final Counting counting;

    /** @param counting what the counts are */
    public ReleaseJudge(Counting counting) {
        this.counting = counting;
    }

    /**
     * The releases of a driver that have predecessors, in the order in which they were first seen.
     *
     * @param throughDay the last day that is looked at, as in {@link java.time.LocalDate#toEpochDay()}
     */
    public List<JudgedRelease> judge(ReleaseCounts counts, int throughDay) {
        List<VersionCounts> versions = counts.versions().stream()
                .filter(version -> version.firstDay() <= throughDay)
                .sorted(Comparator.comparingInt(VersionCounts::firstDay).thenComparing(ReleaseJudge::order))
                .toList();
        Spread spread = new Spread();
        List<JudgedRelease> releases = new ArrayList<>();
        for (VersionCounts version : versions) {
            // what is there on the first day of all may have been there before
            boolean isRelease = version.firstDay() > versions.getFirst().firstDay();
            Lineage lineage = Lineage.of(version, versions);
            if (isRelease && !lineage.predecessors().isEmpty()) {
                releases.add(new ReleaseTrial(counting, version, lineage, spread).run(throughDay));
            }
        }
        return releases;
    }

    private static int order(VersionCounts one, VersionCounts other) {
        DriverVersion version = one.version();
        DriverVersion otherVersion = other.version();
        return version != null && otherVersion != null
                ? version.compareTo(otherVersion)
                : one.name().compareTo(other.name());
    }
}
