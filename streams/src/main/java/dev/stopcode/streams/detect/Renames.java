package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Incident;
import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.FailureName;
import java.util.Optional;

/**
 * Recognises failures that are new by name alone: the vendor's analysis names the same crash otherwise when the code around it
 * changes. Another failure of the same function has fallen by as much as the new one rose, and both together do not stand out.
 */
final class Renames {

    /** A former name has lost at least this share of what the new one has, as far as chance lets tell. */
    private static final double PASSED_ON = 0.5;

    /** Days before a new name came up that tell how often the former one was. */
    private static final int BEFORE_DAYS = 28;

    private final SeriesDetector detector = new SeriesDetector();

    /** The number of the failure that a finding's failure was called before, empty if it is a new one indeed. */
    Optional<Integer> formerName(Finding finding, DriverBook book) {
        int since = finding.failure() == DriverBook.ALL
                ? 0
                : book.series(finding.failure()).firstActive().orElse(0)
                        - finding.days().firstDay();
        if (since < BEFORE_DAYS) {
            return Optional.empty();
        }
        FailureName name = FailureName.parse(book.failure(finding.failure()).getName());
        for (int other = 0; other < book.failureCounts().size(); other++) {
            if (other != finding.failure()
                    && name.isOfSameFunction(
                            FailureName.parse(book.failure(other).getName()))
                    && isPassedOn(finding, since, book.series(other))) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** @param since day of the first failure by the new name, from which on the former name may be on its way out */
    private boolean isPassedOn(Finding finding, int since, JudgedSeries other) {
        Incident incident = finding.incident();
        DriverDays days = finding.days();
        double mean = (double) other.sum(days, since - BEFORE_DAYS, since - 1)
                / Math.max(1, days.observed(since - BEFORE_DAYS, since - 1));
        double expected = mean * days.observed(incident.start(), incident.end());
        double lost = expected - other.sum(days, incident.start(), incident.end());
        if (lost <= 0 || lost + Math.sqrt(expected) < PASSED_ON * finding.observed()) {
            return false;
        }
        long[] both = other.counts(days);
        for (int day = 0; day < both.length; day++) {
            both[day] += days.observed(day) ? finding.counts()[day] : 0;
        }
        return detector.judge(both, days.completeness(), incident.evidence().day()) < finding.threshold();
    }
}
