package dev.stopcode.detection;

/**
 * From which score on a day is raised: −log₁₀ of its p-value.
 *
 * <p>What to expect of each was measured on two sets of made-up series of daily counts, of .01 to 20,000 a day: a public one
 * of 2600 and one of 3000 with other parameters. A day on which nothing was planted and which is raised all the same is a
 * false one; of steps, spikes, ramps, new and resurfaced failures of all sizes, some too small for any rule, a share is found.
 * Figures are of the public set and of the other.
 */
public enum Sensitivity {
    /** False: .57 and .59 of 1000 series-days, found: 64 % and 61 %. */
    CALM(4.4),
    /** False: 1.08 and 1.04 of 1000 series-days, found: 70 % and 68 %, half of them within 3 days. */
    NORMAL(3.8),
    /** False: 2.2 and 3.2 of 1000 series-days, found: 80 % and 77 %. */
    EAGER(2.9);

    private final double threshold;

    Sensitivity(double threshold) {
        this.threshold = threshold;
    }

    /** The least score that is raised. */
    public double threshold() {
        return threshold;
    }
}
