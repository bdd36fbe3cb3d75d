package dev.stopcode.detection.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a series of daily counts lets expect: log μ = level + slope·x + curvature·x² + log(weekday), x in days from the
 * middle of the days it is fitted to. Counts that stand out weigh little. To be fitted again and again, which allocates
 * nothing; for one thread.
 *
 * <p>A penalised quasi-Poisson regression: the slope is drawn to 0 and weekdays to 1, the variance grows from φ·μ for small
 * counts to c·μ² for large ones, and sums of several days tell how much days hang together.
 */
final class Baseline {

    /** Most days that a fit looks at. */
    static final int DAYS = 84;

    /** Fewest days with a count that are enough. */
    static final int FEWEST_DAYS = 28;

    private static final double SLOPE_SD = .008;
    private static final double CURVATURE_SD = .0004;
    private static final double NO_CURVATURE = 1e18;
    private static final double FLATTENING = -3;
    private static final double LEVEL_PRIOR = .5;
    private static final double WEEKDAY_PRIOR = 6;
    private static final double DISPERSION_PRIOR = 1.3;
    private static final double DISPERSION_DAYS = 8;
    private static final double HIGH = 2.58;
    private static final double LOW = 3;
    private static final double CLIP = 2.5;
    private static final int ROUNDS = 4;
    private static final int NEWTON_STEPS = 4;
    private static final double POWER = 300;
    private static final double INFLATION_PRIOR = 12;
    private static final double MAX_INFLATION = 4;
    private static final double LARGEST_SUM = 16;

    private final double[] counts = new double[DAYS];
    private final double[] weights = new double[DAYS];
    private final double[] curve = new double[DAYS];
    private final double[] means = new double[DAYS];
    private final double[] spreads = new double[DAYS];
    private final int[] weekdays = new int[DAYS];
    private final double[] weekday = new double[7];
    private final double[] weekdayPower = new double[7];
    private final double[] expectedOn = new double[7];
    private final double[] observedOn = new double[7];
    private final Symmetric information = new Symmetric();
    private final Symmetric covariance = new Symmetric();

    private int days;
    private double centre;
    private double level;
    private double slope;
    private double curvature;
    private double dispersion;
    private double power;
    private double mean;

    /**
     * Fits it to the days that end with {@code last}; false if there are too few.
     *
     * @param series counts by day, {@link SeriesDetector#UNKNOWN} where there is none
     */
    boolean fit(long[] series, int last) {
        int first = Math.max(0, last - DAYS + 1);
        int known = load(series, first, last);
        if (known < FEWEST_DAYS) {
            return false;
        }
        double bend = fit(known, false);
        if (bend < FLATTENING && slope > 0) {
            fit(known, true);
        }
        return true;
    }

    /**
     * What the days that end with {@code last} let expect of each of them and of the days after, up to {@code until}. What is
     * uncertain of the mean is part of the variance. Null where too few of those days are known.
     */
    @Nullable
    Expectation expectation(long[] series, int last, int until) {
        if (!fit(series, last)) {
            return null;
        }
        int first = last - days + 1;
        double[] means = new double[until - first + 1];
        double[] variances = new double[means.length];
        for (int day = first; day <= until; day++) {
            double mean = expected(day);
            means[day - first] = mean;
            variances[day - first] = dispersion * spread(mean) + uncertainty(day) * mean * mean;
        }
        return new Expectation(first, last, means, variances);
    }

    /** Mean of a day, which may be one after those fitted to: until then growth goes on, and a decline does not. */
    double expected(int day) {
        double x = day - centre;
        if (slope < 0) {
            x = Math.min(x, days / 2.0);
        }
        if (curvature < -1e-7 && slope > 0) {
            x = Math.min(x, Math.max(0, -slope / (2 * curvature)));
        }
        return Math.exp(level + slope * x + curvature * x * x) * weekday[day % 7];
    }

    /** Variance of a day of that mean, but for the factor {@link #dispersion()}. */
    double spread(double expected) {
        return expected * Math.pow(expected / mean, power);
    }

    /** How far the mean of a time may be off: the variance of its logarithm. */
    double uncertainty(double day) {
        double x = day - centre;
        double x2 = x * x;
        return dispersion
                * (covariance.m00
                        + 2 * x * covariance.m01
                        + 2 * x2 * covariance.m02
                        + x2 * covariance.m11
                        + 2 * x * x2 * covariance.m12
                        + x2 * x2 * covariance.m22);
    }

    double dispersion() {
        return dispersion;
    }

    /** How much larger the variance of a sum of so many days is than days that know nothing of each other would make it. */
    double inflation(int length) {
        if (length == 1) {
            return 1;
        }
        double squares = INFLATION_PRIOR;
        double weight = INFLATION_PRIOR;
        double rest = 0;
        double variance = 0;
        for (int j = 0; j < days; j++) {
            rest += weights[j] * (counts[j] - means[j]);
            variance += weights[j] > 0 ? dispersion * spreads[j] : 0;
            int before = j - length;
            if (before >= 0) {
                rest -= weights[before] * (counts[before] - means[before]);
                variance -= weights[before] > 0 ? dispersion * spreads[before] : 0;
            }
            if (j >= length - 1 && variance > 0) {
                double w = variance / (variance + 2) / length;
                squares += w * Math.min(rest * rest / variance, LARGEST_SUM);
                weight += w;
            }
        }
        return Math.clamp(squares / weight, 1, MAX_INFLATION);
    }

    private int load(long[] series, int first, int last) {
        days = last - first + 1;
        centre = (first + last) / 2.0;
        int known = 0;
        for (int j = 0; j < days; j++) {
            long count = series[first + j];
            boolean isKnown = count != SeriesDetector.UNKNOWN;
            counts[j] = isKnown ? count : 0;
            weights[j] = isKnown ? 1 : 0;
            weekdays[j] = (first + j) % 7;
            known += isKnown ? 1 : 0;
        }
        return known;
    }

    /** Fits all parameters; the score of a curvature that is left out. */
    private double fit(int known, boolean curved) {
        double total = 0;
        for (int j = 0; j < days; j++) {
            weights[j] = weights[j] == 0 ? 0 : 1;
            total += counts[j];
        }
        Arrays.fill(weekday, 1);
        level = Math.log((total + LEVEL_PRIOR) / known);
        slope = 0;
        curvature = 0;
        dispersion = DISPERSION_PRIOR;
        for (int round = 0; round <= ROUNDS; round++) {
            fitTrend(curved);
            fitWeekdays();
            fitDispersion();
            if (round < ROUNDS) {
                weigh();
            }
        }
        information.m00 += LEVEL_PRIOR;
        covariance.invert(information);
        return curved ? 0 : bend();
    }

    /** Newton's method on the penalised Poisson likelihood, weekdays as they are. */
    private void fitTrend(boolean curved) {
        double slopePrecision = dispersion / (SLOPE_SD * SLOPE_SD);
        double curvaturePrecision = curved ? dispersion / (CURVATURE_SD * CURVATURE_SD) : NO_CURVATURE;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            draw(level, slope, curvature);
            double g0 = LEVEL_PRIOR;
            double g1 = -slopePrecision * slope;
            double g2 = -curvaturePrecision * curvature;
            double h00 = 0;
            double h01 = 0;
            double h02 = 0;
            double h11 = slopePrecision;
            double h12 = 0;
            double h22 = curvaturePrecision;
            double x = -(days - 1) / 2.0;
            for (int j = 0; j < days; j++, x++) {
                double m = weights[j] * curve[j] * weekday[weekdays[j]];
                double rest = weights[j] * counts[j] - m;
                double mx = m * x;
                g0 += rest;
                g1 += rest * x;
                h00 += m;
                h01 += mx;
                h11 += mx * x;
                if (curved) {
                    g2 += rest * x * x;
                    h02 += mx * x;
                    h12 += mx * x * x;
                    h22 += mx * x * x * x;
                }
            }
            information.set(Math.max(h00, 1e-9), h01, h02, h11, h12, h22);
            covariance.invert(information);
            double dLevel = Math.clamp(covariance.row0(g0, g1, g2), -2, 2);
            double dSlope = Math.clamp(covariance.row1(g0, g1, g2), -.05, .05);
            double dCurvature = Math.clamp(covariance.row2(g0, g1, g2), -.001, .001);
            level += dLevel;
            slope += dSlope;
            curvature += dCurvature;
            if (Math.abs(dLevel) < .01 && Math.abs(dSlope) < .0003 && Math.abs(dCurvature) < .00001) {
                return;
            }
        }
    }

    /** exp(a + b·x + c·x²) of each day, by factors from day to day. */
    private void draw(double a, double b, double c) {
        double x = -(days - 1) / 2.0;
        double value = Math.exp(a + b * x + c * x * x);
        double factor = Math.exp(b + c * (2 * x + 1));
        double bend = Math.exp(2 * c);
        for (int j = 0; j < days; j++) {
            curve[j] = value;
            value *= factor;
            factor *= bend;
        }
    }

    private void fitWeekdays() {
        draw(level, slope, curvature);
        Arrays.fill(expectedOn, 0);
        Arrays.fill(observedOn, 0);
        for (int j = 0; j < days; j++) {
            expectedOn[weekdays[j]] += weights[j] * curve[j];
            observedOn[weekdays[j]] += weights[j] * counts[j];
        }
        double prior = WEEKDAY_PRIOR * dispersion;
        double sum = 0;
        for (int d = 0; d < 7; d++) {
            weekday[d] = (observedOn[d] + prior) / (expectedOn[d] + prior);
            sum += weekday[d];
        }
        double scale = sum / 7;
        for (int d = 0; d < 7; d++) {
            weekday[d] = Math.max(weekday[d] / scale, .05);
        }
        level += Math.log(scale);
        double total = 0;
        for (int j = 0; j < days; j++) {
            means[j] = curve[j] * scale * weekday[weekdays[j]];
            total += means[j];
        }
        mean = total / days;
        power = mean / (mean + POWER);
    }

    /** From Pearson residuals, clipped; days of which little is expected weigh little. */
    private void fitDispersion() {
        for (int d = 0; d < 7; d++) {
            weekdayPower[d] = Math.pow(weekday[d], power);
        }
        draw(power * (level - Math.log(mean)), power * slope, power * curvature);
        double squares = DISPERSION_DAYS * DISPERSION_PRIOR;
        double weight = DISPERSION_DAYS;
        for (int j = 0; j < days; j++) {
            double m = means[j];
            double rest = counts[j] - m;
            double sd = Math.sqrt(dispersion * m);
            if (rest > CLIP * sd) {
                rest = Math.min(rest, threeHalves(twoThirds(m) + clip(m)) - m);
            } else if (-rest > .7 * CLIP * sd) {
                rest = Math.max(rest, threeHalves(Math.max(twoThirds(m) - clip(m), 0)) - m);
            }
            double w = weights[j] * m / (m + .5);
            spreads[j] = m * curve[j] * weekdayPower[weekdays[j]];
            squares += w * rest * rest / spreads[j];
            weight += w;
        }
        dispersion = Math.max(1, squares / weight);
    }

    private double clip(double m) {
        return 2.0 / 3 * CLIP * Math.sqrt(Math.cbrt(m) * dispersion);
    }

    private static double threeHalves(double value) {
        return value * Math.sqrt(value);
    }

    private static double twoThirds(double value) {
        double root = Math.cbrt(value);
        return root * root;
    }

    /** Days that stand out by Anscombe's residuals weigh less in the next round. */
    private void weigh() {
        for (int j = 0; j < days; j++) {
            if (weights[j] == 0) {
                continue;
            }
            double m = means[j];
            double sd = Math.sqrt(dispersion * m);
            double residual = 0;
            if (counts[j] > m + HIGH * sd) {
                residual = residual(counts[j], m);
            } else if (counts[j] < m - .7 * LOW * sd) {
                double below = -residual(counts[j], m);
                residual = below > LOW ? below * HIGH / LOW : 0;
            }
            weights[j] = residual <= HIGH ? 1 : (HIGH / residual) * (HIGH / residual);
        }
    }

    private double residual(double count, double m) {
        return 1.5 * (twoThirds(count) - twoThirds(m)) / Math.sqrt(Math.cbrt(m) * dispersion);
    }

    /** Score test of the curvature that was left out: negative where growth flattens. */
    private double bend() {
        double gradient = 0;
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double a4 = 0;
        double x = -(days - 1) / 2.0;
        for (int j = 0; j < days; j++, x++) {
            double x2 = x * x;
            double w = weights[j] * means[j];
            gradient += weights[j] * (counts[j] - means[j]) * x2;
            a0 += w;
            a1 += w * x;
            a2 += w * x2;
            a3 += w * x2 * x;
            a4 += w * x2 * x2;
        }
        double determinant = Math.max(a0 * a2 - a1 * a1, 1e-12);
        double q = a4 - (a2 * a2 * a2 - 2 * a1 * a2 * a3 + a3 * a3 * a0) / determinant;
        return q > 1e-9 ? gradient / Math.sqrt(dispersion * q) : 0;
    }

    /** A symmetric matrix of three rows. */
    private static final class Symmetric {
        double m00;
        double m01;
        double m02;
        double m11;
        double m12;
        double m22;

        void set(double a, double b, double c, double d, double e, double f) {
            m00 = a;
            m01 = b;
            m02 = c;
            m11 = d;
            m12 = e;
            m22 = f;
        }

        void invert(Symmetric other) {
            double minor00 = other.m11 * other.m22 - other.m12 * other.m12;
            double minor01 = other.m02 * other.m12 - other.m01 * other.m22;
            double minor02 = other.m01 * other.m12 - other.m02 * other.m11;
            double determinant = other.m00 * minor00 + other.m01 * minor01 + other.m02 * minor02;
            set(
                    minor00 / determinant,
                    minor01 / determinant,
                    minor02 / determinant,
                    (other.m00 * other.m22 - other.m02 * other.m02) / determinant,
                    (other.m01 * other.m02 - other.m00 * other.m12) / determinant,
                    (other.m00 * other.m11 - other.m01 * other.m01) / determinant);
        }

        double row0(double x, double y, double z) {
            return m00 * x + m01 * y + m02 * z;
        }

        double row1(double x, double y, double z) {
            return m01 * x + m11 * y + m12 * z;
        }

        double row2(double x, double y, double z) {
            return m02 * x + m12 * y + m22 * z;
        }
    }
}
