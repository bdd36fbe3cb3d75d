package dev.stopcode.detection.release;

import java.util.List;

/**
 * The counts that a release is judged by, around its first day.
 *
 * @param own of the release
 * @param predecessors of all its predecessors together
 * @param nearest of the nearest one, which may be the only one
 * @param others of all other versions
 */
record Compared(Life own, Life predecessors, Life nearest, boolean isNearestAlone, Life others) {

    static Compared of(VersionCounts release, Lineage lineage) {
        int firstDay = release.firstDay();
        List<VersionCounts> nearest = lineage.predecessors().subList(0, 1);
        return new Compared(
                Life.of(List.of(release), firstDay),
                Life.of(lineage.predecessors(), firstDay),
                Life.of(nearest, firstDay),
                lineage.predecessors().size() == 1,
                Life.of(lineage.others(), firstDay));
    }
}
