package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.AlertKind;
import java.util.Set;

/**
 * An incident of a driver, or of one of its failures.
 *
 * @param failure number of the failure, or {@link DriverBook#ALL}
 * @param counts the series that was judged
 * @param days its days
 * @param members numbers of failures whose incidents are part of this one, and are not told beside it
 */
record Finding(
        int failure, AlertKind kind, Incident incident, long[] counts, DriverDays days, Set<Integer> members) {

    Finding with(AlertKind otherKind, Set<Integer> otherMembers) {
        return new Finding(failure, otherKind, incident, counts, days, otherMembers);
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
