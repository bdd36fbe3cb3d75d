package dev.stopcode.detection.release;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much the failures of one release differ from what is expected, without most of them being wrong.
 *
 * @param variance on the logarithm, beyond that of counting; a robust one
 * @param failures how many tell of it, 0 if too few do
 */
record ReleaseSpread(double variance, int failures) {

    /** A failure tells of it if at least so many are expected. */
    private static final double TELLING = 15;

    private static final int FEWEST_TELLING = 4;

    /** What one release can show at most. */
    private static final double MOST = .08;

    /** Makes the median of distances from a normal distribution's centre its standard deviation. */
    private static final double MEDIAN_TO_DEVIATION = 1.4826;

    private static final double HALF = .5;

    static ReleaseSpread of(List<FailureTally> failures, double level) {
        List<FailureTally> telling = failures.stream()
                .filter(failure -> failure.expected() >= TELLING)
                .toList();
        if (telling.size() < FEWEST_TELLING) {
            return new ReleaseSpread(0, 0);
        }
        double distance = median(
                telling,
                failure -> Math.abs(Math.log((failure.observed() + HALF) / (failure.expected() * level + HALF))));
        double ofCounting = median(
                telling,
                failure ->
                        1 / (failure.expected() * level) + 1 / failure.control().count());
        double deviation = MEDIAN_TO_DEVIATION * distance;
        return new ReleaseSpread(Math.clamp(deviation * deviation - ofCounting, 0, MOST), telling.size());
    }

    private static double median(List<FailureTally> failures, ToDoubleFunction<FailureTally> value) {
        double[] values = failures.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
