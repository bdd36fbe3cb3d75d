package dev.stopcode.detection.series;

/** The negative binomial distribution, given by its mean and variance. */
final class NegativeBinomial {

    /** About as much as a double can tell. */
    private static final double LARGEST = 300;

    /** Above this size the distribution is Poisson's for all that matters. */
    private static final double LARGEST_SIZE = 1e7;

    private static final double LN_10 = Math.log(10);
    private static final double LN_2_PI = Math.log(2 * Math.PI);

    /** From here on Stirling's series is as exact as a double. */
    private static final double STIRLING = 10;

    private static final double TINY = 1e-300;
    private static final double PRECISION = 1e-10;
    private static final int MAX_TERMS = 5000;

    private NegativeBinomial() {}

    /**
     * How unlikely that many are: −log₁₀ P(X ≥ {@code observed}), at most 300. Where the variance does not exceed the mean,
     * Poisson's distribution is meant.
     */
    static double surprise(double observed, double mean, double variance) {
        if (observed <= 0) {
            return 0;
        }
        if (mean <= 0) {
            return LARGEST;
        }
        double size = Math.min(LARGEST_SIZE, mean * mean / Math.max(variance - mean, mean * 1e-6));
        double share = mean / (size + mean);
        double front = observed * Math.log(share) + size * Math.log1p(-share) - logBeta(observed, size);
        if (share < (observed + 1) / (observed + size + 2)) {
            double fraction = Math.max(fraction(observed, size, share), TINY);
            return Math.min(LARGEST, -(front - Math.log(observed) + Math.log(fraction)) / LN_10);
        }
        double below = Math.exp(front) * fraction(size, observed, 1 - share) / size;
        return -Math.log10(Math.max(1 - below, 1e-15));
    }

    /** The least number that is as unlikely as this; a fraction, by interpolation between whole numbers. */
    static double least(double surprise, double mean, double variance) {
        double low = 0;
        double high = mean + 1;
        while (surprise(high, mean, variance) < surprise) {
            low = high;
            high *= 2;
        }
        while (high - low > 1e-3 * high) {
            double middle = (low + high) / 2;
            if (surprise(middle, mean, variance) < surprise) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** ln B(p, q), by Stirling's formula, in which what is large cancels out. */
    static double logBeta(double p, double q) {
        double sum = p + q;
        return -p * Math.log1p(q / p)
                - q * Math.log1p(p / q)
                + (LN_2_PI + Math.log(sum / p / q)) / 2
                + stirlingError(p)
                + stirlingError(q)
                - stirlingError(sum);
    }

    /** By how much ln Γ(x) is more than Stirling's formula says; of a small x by Γ(x + 1) = x Γ(x). */
    private static double stirlingError(double x) {
        double product = 1;
        double large = x;
        while (large < STIRLING) {
            product *= large++;
        }
        double y = 1 / (large * large);
        double error = (1 / 12.0
                        + y * (-1 / 360.0 + y * (1 / 1260.0 + y * (-1 / 1680.0 + y * (1 / 1188.0 - y * 691 / 360360)))))
                / large;
        return large == x ? error : error + stirling(large) - stirling(x) - Math.log(product);
    }

    private static double stirling(double x) {
        return (x - .5) * Math.log(x) - x;
    }

    /** The continued fraction of the incomplete beta function, by Lentz's method. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double product = d;
        for (int m = 1; m < MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            product *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            product *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return product;
    }

    private static double away(double value) {
        return Math.abs(value) > TINY ? value : TINY;
    }
}
