package dev.stopcode.detection.release;

/**
 * Failures by devices, on days on which these are known.
 *
 * @param throughDay the last of these days, as in {@link java.time.LocalDate#toEpochDay()}
 * @param count failures of the release
 * @param devices that ran it, each day's added up
 * @param countOfPredecessors failures of its predecessors in the 28 days before the release and since
 * @param devicesOfPredecessors that ran them, each day's added up
 * @param expected failures of the release, were they as frequent as in its predecessors on the same days and, as far as that
 *     tells, in the days before
 */
public record ReleaseRates(
        int throughDay,
        long count,
        long devices,
        long countOfPredecessors,
        long devicesOfPredecessors,
        double expected) {

    /** Observed by expected. */
    public double ratio() {
        return count / expected;
    }
}
