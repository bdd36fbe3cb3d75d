package dev.stopcode.streams.detect;

import dev.stopcode.schemas.AlertKind;

/**
 * An incident of a driver, or of one of its failures.
 *
 * @param failure number of the failure, or {@link DriverBook#WHOLE_DRIVER}
 * @param counts the series that was judged
 * @param judgement what the rule says of the whole series
 */
record Finding(int failure, AlertKind kind, Incident incident, long[] counts, Judgement judgement) {

    long observed() {
        return DriverSeries.sum(counts, incident.start(), incident.end());
    }

    double expected() {
        return incident.mean() * DriverSeries.observed(counts, incident.start(), incident.end());
    }

    double excess() {
        return observed() - expected();
    }
}
