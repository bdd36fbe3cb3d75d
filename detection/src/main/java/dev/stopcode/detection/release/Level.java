package dev.stopcode.detection.release;

import java.util.List;

/**
 * How the failures of a release stand to what is expected of them as a whole. It is a median: neither one large new failure
 * nor one that was mended, each of which changes the share of all others, moves it.
 *
 * @param factor observed by expected of the typical failure
 * @param variance of the factor's logarithm
 */
record Level(double factor, double variance) {

    /** Failures of which at least so many are expected speak for themselves; those below, together. */
    private static final double FREQUENT = 5;

    /** Failures of which fewer are expected say nothing. */
    private static final double RARE = .2;

    /** What the assumption weighs that a release is like its predecessors. */
    private static final double PRIOR_WEIGHT = 20;

    /** How far the logarithm may go from 0. */
    private static final double MOST = .9;

    /** A median is less certain than a mean by so much. */
    private static final double MEDIAN = 1.5;

    private static final double HALF = .5;

    /** @param spread variance of a failure's rate between releases, on the logarithm */
    static Level of(List<FailureTally> failures, double spread) {
        WeightedMedian ratios = new WeightedMedian();
        double observed = 0;
        double expected = 0;
        for (FailureTally failure : failures) {
            double e = failure.expected();
            if (e >= FREQUENT) {
                ratios.add(ratio((double) failure.observed(), e), 1 / (1 / (e + HALF) + 2 * spread));
            } else if (e > RARE) {
                observed += failure.observed();
                expected += e;
            }
        }
        if (expected >= 1) {
            ratios.add(ratio(observed, expected), 1 / (1 / (expected + HALF) + spread));
        }
        ratios.add(0, PRIOR_WEIGHT);
        double log = Math.clamp(ratios.value(), -MOST, MOST);
        return new Level(Math.exp(log), MEDIAN / ratios.weight());
    }

    private static double ratio(double observed, double expected) {
        return Math.log((observed + HALF) / (expected + HALF));
    }
}
