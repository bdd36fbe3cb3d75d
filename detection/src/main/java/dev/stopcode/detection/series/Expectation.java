package dev.stopcode.detection.series;

import java.util.Arrays;

/** What was expected of single days, those that it was learned from and those after. Days are indices into the series. */
public final class Expectation {

    private static final double WINDOWS = Math.log10(SeriesDetector.WINDOWS);

    private final int learnedFrom;
    private final int learnedTo;
    private final double[] means;
    private final double[] variances;

    /**
     * @param learnedFrom first day of the baseline, which has index 0 in the arrays
     * @param learnedTo its last day
     */
    Expectation(int learnedFrom, int learnedTo, double[] means, double[] variances) {
        this.learnedFrom = learnedFrom;
        this.learnedTo = learnedTo;
        this.means = means;
        this.variances = variances;
    }

    /** What days without a failure let expect, from the first of a series on, of all days up to one. */
    static Expectation ofSilence(int silent, int until) {
        double mean = SeriesDetector.SILENCE_PRIOR / Math.max(1, silent);
        double[] means = new double[until + 1];
        double[] variances = new double[until + 1];
        Arrays.fill(means, mean);
        Arrays.fill(variances, mean + mean * mean / SeriesDetector.SILENCE_PRIOR);
        return new Expectation(0, Math.max(0, silent - 1), means, variances);
    }

    /** First day of the baseline. */
    public int learnedFrom() {
        return learnedFrom;
    }

    /** Last day of the baseline. */
    public int learnedTo() {
        return learnedTo;
    }

    /** Failures expected of a complete day, from {@link #learnedFrom()} on. */
    public double expected(int day) {
        return means[index(day)];
    }

    /** Variance of what is expected of a day. */
    double variance(int day) {
        return variances[index(day)];
    }

    /** The count from which a day that is known to this share is raised by itself, whatever the days before it. */
    public double upperBound(int day, double completeness, double threshold) {
        double mean = means[index(day)] * completeness;
        double variance = variances[index(day)] * completeness;
        return NegativeBinomial.least(threshold + WINDOWS, mean, variance);
    }

    /** Days after the last that was asked for are expected to be like the same weekday of the week before. */
    private int index(int day) {
        int index = day - learnedFrom;
        int beyond = index - means.length + 1;
        return beyond <= 0 ? index : index - (beyond + 6) / 7 * 7;
    }
}
