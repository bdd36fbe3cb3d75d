package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident of a driver, or of one of its failures.
 *
 * @param failure number of the failure, or {@link DriverBook#ALL}
 * @param failureHash its hash, null for the driver as a whole
 * @param counts the series that was judged
 * @param days its days
 * @param threshold score from which a day of the series is raised
 * @param rule name and version of the method that found it, as alerts carry it
 * @param members hashes of failures whose incidents are part of this one, and are not told beside it
 * @param release what says that a release brought it, null where nothing does
 */
record Finding(
        int failure,
        @Nullable String failureHash,
        AlertKind kind,
        Incident incident,
        long[] counts,
        DriverDays days,
        double threshold,
        String rule,
        Set<String> members,
        @Nullable ReleaseEvidence release) {

    /** The scan of a series. */
    static final String SERIES = "scan-84/1";

    /** The comparison of releases. */
    static final String RELEASE = "release-35/1";

    /** What the scan of a series found. */
    static Finding of(Case driver, int failure, Incident incident, long[] counts, double threshold) {
        AlertKind kind = switch (incident.kind()) {
            case NEW -> failure == DriverBook.ALL ? AlertKind.SHIFT : AlertKind.NEW_FAILURE;
            case RESURFACED -> AlertKind.RESURFACED;
            case SPIKE -> AlertKind.SPIKE;
            case STEP, RAMP -> AlertKind.SHIFT;
        };
        return new Finding(
                failure,
                driver.book().hash(failure),
                kind,
                incident,
                counts,
                driver.days(),
                threshold,
                SERIES,
                Set.of(),
                null);
    }

    /** The same as one of many failures, of which the first rose on this day. */
    Finding gathering(AlertKind otherKind, int start, Set<String> failures) {
        return new Finding(
                failure,
                failureHash,
                otherKind,
                incident.since(start),
                counts,
                days,
                threshold,
                rule,
                failures,
                release);
    }

    /** The same, on other days. */
    Finding during(int start, int end) {
        return new Finding(
                failure,
                failureHash,
                kind,
                incident.during(start, end),
                counts,
                days,
                threshold,
                rule,
                members,
                release);
    }

    Finding raisedBy(double otherThreshold) {
        return new Finding(failure, failureHash, kind, incident, counts, days, otherThreshold, rule, members, release);
    }

    /** The same, brought by a release. */
    Finding broughtBy(ReleaseEvidence by) {
        return new Finding(
                failure,
                failureHash,
                AlertKind.VERSION_REGRESSION,
                incident,
                counts,
                days,
                threshold,
                rule,
                members,
                by);
    }

    /** An incident that was found by comparing a release alone. */
    Finding ownOf(ReleaseEvidence by, Incident itsIncident) {
        return new Finding(
                failure,
                failureHash,
                AlertKind.VERSION_REGRESSION,
                itsIncident,
                counts,
                days,
                by.getThreshold(),
                RELEASE,
                members,
                by);
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

    /** Whether an alert is about the same: the same release, or the same failure on the same days. */
    boolean isAbout(RegressionAlert alert) {
        boolean isSameRelease = release != null
                && alert.getRelease() != null
                && release.getDriverVersion().equals(alert.getRelease().getDriverVersion());
        return isSameRelease || (Objects.equals(alert.getFailureHash(), failureHash) && touches(alert));
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
