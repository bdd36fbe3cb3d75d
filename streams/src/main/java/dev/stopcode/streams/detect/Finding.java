package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident of a driver, or of one of its failures.
 *
 * @param failure number of the failure, or {@link DriverBook#ALL}
 * @param counts the series that was judged
 * @param days its days
 * @param threshold score from which a day of the series is raised
 * @param rule name and version of the method that found it, as alerts carry it
 * @param members numbers of failures whose incidents are part of this one, and are not told beside it
 * @param release what says that a release brought it, null where nothing does
 */
record Finding(
        int failure,
        AlertKind kind,
        Incident incident,
        long[] counts,
        DriverDays days,
        double threshold,
        String rule,
        Set<Integer> members,
        @Nullable ReleaseEvidence release) {

    /** The scan of a series. */
    static final String SERIES = "scan-84/1";

    /** The comparison of releases. */
    static final String RELEASE = "release-35/1";

    /** The same as one of many failures, of which the first rose on this day. */
    Finding gathering(AlertKind otherKind, int start, Set<Integer> failures) {
        return new Finding(failure, otherKind, incident.since(start), counts, days, threshold, rule, failures, release);
    }

    Finding raisedBy(double otherThreshold) {
        return new Finding(failure, kind, incident, counts, days, otherThreshold, rule, members, release);
    }

    /** The same, brought by a release. */
    Finding broughtBy(ReleaseEvidence by) {
        return new Finding(failure, AlertKind.VERSION_REGRESSION, incident, counts, days, threshold, rule, members, by);
    }

    /** The same, found by comparing a release alone. */
    Finding ownOf(ReleaseEvidence by) {
        return new Finding(
                failure, AlertKind.VERSION_REGRESSION, incident, counts, days, threshold, RELEASE, members, by);
    }

    boolean isRaised() {
        return incident.evidence().score() >= threshold;
    }

    LocalDate startDate() {
        return days.date(incident.start());
    }

    LocalDate endDate() {
        return days.date(incident.end());
    }

    /** Whether an alert has days in common with it. */
    boolean touches(RegressionAlert alert) {
        return !alert.getStartDate().isAfter(endDate()) && !alert.getEndDate().isBefore(startDate());
    }

    long observed() {
        return incident.observed(counts);
    }

    double expected() {
        return incident.expected(counts, days.completeness());
    }

    double excess() {
        return observed() - expected();
    }
}
