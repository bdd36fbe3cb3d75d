package dev.stopcode.detection.series;

/**
 * What a judgement is made of.
 *
 * @param day index of the judged day
 * @param window length of the window that tells most, in days; it ends with the day
 * @param observed failures in the window
 * @param expected failures expected in it
 * @param variance variance of what was expected
 * @param score −log₁₀ of how likely so many are, over all windows
 */
public record Evidence(int day, int window, long observed, double expected, double variance, double score) {

    /** Failures a day above what was expected. */
    double dailyExcess() {
        return (observed - expected) / window;
    }

    int firstDay() {
        return day - window + 1;
    }
}
