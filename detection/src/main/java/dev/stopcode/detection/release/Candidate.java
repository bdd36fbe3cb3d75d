package dev.stopcode.detection.release;

/** A failure of which there may be more, or less, in a release, as long as no comparison contradicts. */
final class Candidate {

    /** A comparison in which fewer are expected cannot contradict. */
    private static final double TELLING = 6;

    /** One that finds this many standard deviations less does not. */
    private static final double SLACK = 1;

    private final Direction direction;
    private final Deviance deviance;
    private final double variance;
    private final Rate own;
    private final Rate control;
    private double deviations;
    private Limit limit = Limit.PREDECESSORS;

    /**
     * Compares with all predecessors.
     *
     * @param variance of a rate, on the logarithm, without anything being wrong
     * @param own in the release, as far as no few days decide
     * @param control in the predecessors
     */
    Candidate(Direction direction, Deviance deviance, double variance, Rate own, Rate control) {
        this.direction = direction;
        this.deviance = deviance;
        this.variance = variance;
        this.own = own;
        this.control = control;
        this.deviations = found(own, control);
    }

    /** Lets a part of what is known contradict, if it is large enough to. */
    void ask(Rate part, Rate otherControl, Limit comparison) {
        Rate larger = direction == Direction.MORE ? part : this.control;
        if (larger.on(otherControl.exposure()) >= TELLING) {
            hold(found(part, otherControl) + SLACK, comparison);
        }
    }

    /** Holds it to another comparison. */
    void hold(Rate rate, Rate otherControl, Limit comparison) {
        hold(found(rate, otherControl), comparison);
    }

    /** Holds it to what another comparison found, if that is less. */
    void hold(double found, Limit comparison) {
        if (found < deviations) {
            deviations = found;
            limit = comparison;
        }
    }

    private double found(Rate rate, Rate otherControl) {
        return direction.of(deviance.signedRoot(rate, otherControl, variance));
    }

    Rate own() {
        return own;
    }

    /** How far off it is, in standard deviations. */
    double deviations() {
        return deviations;
    }

    Limit limit() {
        return limit;
    }
}
