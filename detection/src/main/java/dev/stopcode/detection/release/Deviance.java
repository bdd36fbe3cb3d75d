package dev.stopcode.detection.release;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Tests whether two counts can be of one rate. The first may differ by a lognormal factor: its logarithm u has mean 0 and a
 * given variance, and is taken where it explains most.
 */
final class Deviance {

    private static final int STEPS = 40;
    private static final double PRECISION = 1e-4;
    private static final double ALMOST_NONE = 1e-9;

    /** From here on the tail of the normal distribution is taken from its asymptote. */
    private static final double FAR = 6;

    private final double dispersion;

    /** @param dispersion variance of a count by its mean */
    Deviance(double dispersion) {
        this.dispersion = dispersion;
    }

    /**
     * The root of the deviance that is left, in standard deviations; negative where the rate is less than the
     * control.
     *
     * @param variance of the factor's logarithm
     */
    double signedRoot(Rate rate, Rate control, double variance) {
        double e = rate.exposure();
        double d = control.exposure();
        if (e <= 0 || d <= 0) {
            return 0;
        }
        double x = rate.count() / dispersion;
        double c = control.count() / dispersion;
        boolean isMore = x * d > c * e;
        double u = factor(x, e, c, d, variance);
        double raised = e * Math.exp(u);
        double common = (x + c) / (raised + d);
        double deviance = of(x, common * raised) + of(c, common * d) + u * u / variance;
        double root = Math.sqrt(Math.max(deviance, 0));
        return isMore ? root : -root;
    }

    /** The factor's logarithm, between 0 and that of the ratio: there the derivative is monotone. */
    private static double factor(double x, double e, double c, double d, double variance) {
        double ratio = Math.log((x + ALMOST_NONE) * d / ((c + ALMOST_NONE) * e));
        boolean isMore = x * d > c * e;
        double low = isMore ? 0 : ratio;
        double high = isMore ? ratio : 0;
        for (int step = 0; step < STEPS && high - low >= PRECISION; step++) {
            double u = (low + high) / 2;
            double raised = e * Math.exp(u);
            double slope = u / variance - x + (x + c) * raised / (raised + d);
            if (slope > 0) {
                high = u;
            } else {
                low = u;
            }
        }
        return (low + high) / 2;
    }

    private static double of(double count, double mean) {
        return count > 0 ? 2 * (count * Math.log(count / mean) - count + mean) : 2 * mean;
    }

    /** −log₁₀ of the probability of so many standard deviations or more, by chance. */
    static double surprise(double deviations) {
        if (deviations < FAR) {
            return -Math.log10(Erfc.value(deviations / Math.sqrt(2)) / 2);
        }
        double square = deviations * deviations;
        return (square / 2 + Math.log(deviations * Math.sqrt(2 * Math.PI)) + Math.log1p(1 / square)) / Math.log(10);
    }
}
