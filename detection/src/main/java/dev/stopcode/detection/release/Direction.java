package dev.stopcode.detection.release;

/** Whether there is more or less of a failure than its predecessors let expect. */
enum Direction {
    MORE(1),
    LESS(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** Standard deviations in this direction. */
    double of(double signedRoot) {
        return sign * signedRoot;
    }

    /** Whether a rate differs in this direction by so much at least. */
    boolean isTimes(double ratio, Rate rate, Rate control) {
        return this == MORE ? rate.isTimes(ratio, control) : control.isTimes(ratio, rate);
    }
}
