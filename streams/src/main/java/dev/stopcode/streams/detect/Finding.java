package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.RegressionAlert;
import java.time.LocalDate;
import java.util.Set;

/**
 * An incident of a driver, or of one of its failures.
 *
 * @param failure number of the failure, or {@link DriverBook#ALL}
 * @param counts the series that was judged
 * @param days its days
 * @param threshold score from which a day of the series is raised
 * @param members numbers of failures whose incidents are part of this one, and are not told beside it
 */
record Finding(
        int failure,
        AlertKind kind,
        Incident incident,
        long[] counts,
        DriverDays days,
        double threshold,
        Set<Integer> members) {

    /** The same as one of many failures, of which the first rose on this day. */
    Finding gathering(AlertKind otherKind, int start, Set<Integer> failures) {
        return new Finding(failure, otherKind, incident.since(start), counts, days, threshold, failures);
    }

    Finding raisedBy(double otherThreshold) {
        return new Finding(failure, kind, incident, counts, days, otherThreshold, members);
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
