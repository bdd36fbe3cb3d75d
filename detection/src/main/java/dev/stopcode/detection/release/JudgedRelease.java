package dev.stopcode.detection.release;

import java.util.List;

/**
 * A release that has predecessors, and what of it was out of the ordinary.
 *
 * @param version as the source writes it
 * @param firstDay the day of its first failure
 * @param predecessors what it is compared with, nearest first
 * @param failures by name
 */
public record JudgedRelease(
        String version, int firstDay, List<Predecessor> predecessors, List<JudgedFailure> failures) {

    public JudgedRelease {
        predecessors = List.copyOf(predecessors);
        failures = List.copyOf(failures);
    }

    /**
     * An earlier release of the branch.
     *
     * @param before its failures in the 28 days before the release
     */
    public record Predecessor(String version, long before) {}
}
