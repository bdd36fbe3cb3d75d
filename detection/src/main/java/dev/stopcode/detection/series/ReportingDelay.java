package dev.stopcode.detection.series;

import java.util.Arrays;

/**
 * Learns how complete the counts of a day are 0, 1, 2 … days later, by the chain-ladder method: from each age to the next,
 * days grow by about the same factor. To be filled and asked by one thread.
 */
public final class ReportingDelay {

    /** From this age on, in days, a day counts as complete. */
    public static final int COMPLETE_AGE = 14;

    /** The prior weighs as much as so many days. */
    private static final double PRIOR_DAYS = 3;

    private static final double LEAST_SHARE = .05;

    private final double[] prior;
    private final double[] before = new double[COMPLETE_AGE];
    private final double[] after = new double[COMPLETE_AGE];
    private final int[] days = new int[COMPLETE_AGE];

    /** @param prior shares by age, as far as they are not 1 */
    public ReportingDelay(double[] prior) {
        this.prior = Arrays.copyOf(prior, COMPLETE_AGE + 1);
        Arrays.fill(this.prior, Math.min(prior.length, COMPLETE_AGE), COMPLETE_AGE + 1, 1);
    }

    /**
     * Takes what was known of a day.
     *
     * @param totals events of the day by its age; {@link SeriesDetector#UNKNOWN} for an age at which nobody looked
     */
    public void learn(long[] totals) {
        for (int age = 0; age < COMPLETE_AGE; age++) {
            if (totals[age] >= 0 && totals[age + 1] >= 0) {
                before[age] += totals[age];
                after[age] += totals[age + 1];
                days[age]++;
            }
        }
    }

    /** The share of its final count that is known of a day, in (0, 1], by age from 0 to {@link #COMPLETE_AGE}. */
    public double[] shares() {
        double[] shares = new double[COMPLETE_AGE + 1];
        shares[COMPLETE_AGE] = 1;
        for (int age = COMPLETE_AGE - 1; age >= 0; age--) {
            double weight = PRIOR_DAYS * Math.max(1, after[age] / Math.max(1, days[age]));
            double growth = (after[age] + weight * prior[age + 1]) / (before[age] + weight * prior[age]);
            shares[age] = Math.clamp(shares[age + 1] / growth, LEAST_SHARE, 1);
        }
        return shares;
    }
}
