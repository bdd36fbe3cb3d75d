package dev.stopcode.detection.release;

/**
 * A count, and what it is a part of or met in.
 *
 * @param exposure failures of any kind, or devices by day
 */
record Rate(double count, double exposure) {

    /** Whether it is at least so many times another, which must be known. */
    boolean isTimes(double ratio, Rate other) {
        return other.exposure > 0 && count * other.exposure >= ratio * other.count * exposure;
    }

    /** How many the other exposure would have of it. */
    double on(double otherExposure) {
        return exposure > 0 ? count / exposure * otherExposure : 0;
    }
}
