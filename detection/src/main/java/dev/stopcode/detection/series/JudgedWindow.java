package dev.stopcode.detection.series;

/**
 * What one window that ends with the judged day told.
 *
 * @param days its length
 * @param observed failures in it
 * @param expected failures expected in it by the baseline
 * @param variance variance of what was expected
 * @param surprise −log₁₀ of its p-value; 0 where it holds no more than chance brings. After four weeks without a failure the
 *     silence counts as a baseline as well, and the larger of both stands here.
 */
public record JudgedWindow(int days, long observed, double expected, double variance, double surprise) {}
