package dev.stopcode.detection.release;

/**
 * How a release stands on a day, all its failures considered.
 *
 * @param day in its {@link Life}
 * @param exposure all its failures so far
 * @param sameDays the exposures of release and predecessors
 * @param otherDays the exposures of release and other versions
 * @param othersBefore failures of the other versions in the days before
 * @param variance of a failure's rate, on the logarithm, without anything being wrong
 * @param comparisons how many failures are looked at
 */
record Standing(
        int day,
        Exposure exposure,
        SameDays sameDays,
        SameDays otherDays,
        long othersBefore,
        Level level,
        double variance,
        int comparisons) {

    /** All failures of the release so far, as many as its predecessors would have had at its level. */
    double leveledExposure() {
        return exposure.total() * level.factor();
    }

    /** Scores a number of standard deviations: the more failures are looked at, the more surprising one of them must be. */
    double score(double deviations) {
        return Deviance.surprise(deviations) - Math.log10(comparisons);
    }
}
