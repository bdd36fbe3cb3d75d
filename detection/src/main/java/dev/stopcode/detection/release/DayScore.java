package dev.stopcode.detection.release;

/**
 * How surprising it is, on a day, what a release has shown by then; with all that leads to it.
 *
 * @param day as in {@link java.time.LocalDate#toEpochDay()}
 * @param score −log₁₀ of the probability by chance, times the number of failures looked at
 * @param observed counted of the failure, or of all, in the release so far
 * @param exposure what that is a part of: all failures of the release so far; of {@link JudgedFailure#ALL}, its devices,
 *     each day's added up
 * @param expected what predecessors let expect, at this level
 * @param ofPredecessors counted in the predecessors in the 28 days before the release and since
 * @param exposureOfPredecessors what that is a part of
 * @param level of the release: its failures by what was expected of them, typically; of {@link JudgedFailure#ALL}, by what
 *     their rate lets expect
 * @param spread standard deviation, on the logarithm, by which such a count may differ without anything being wrong
 * @param limit the comparison that the score is held to
 */
public record DayScore(
        int day,
        double score,
        long observed,
        long exposure,
        double expected,
        long ofPredecessors,
        long exposureOfPredecessors,
        double level,
        double spread,
        Limit limit) {

    /** Scores up to this are left out. */
    public static final double LEAST = .3;

    private static final double EXPLAINED = .5;

    /**
     * Of {@link JudgedFailure#ALL}: whether the typical failure explains half at least of what all are up or down by. If not,
     * few failures do, and it is not everything that has changed.
     */
    public boolean isOfMost() {
        return Math.abs(level - 1) * expected >= EXPLAINED * Math.abs(observed - expected);
    }

    /** Observed by expected. */
    public double ratio() {
        return observed / expected;
    }
}
