package dev.stopcode.detection.release;

/** A failure that may be worse in a release, as long as no comparison contradicts. */
final class Candidate {

    /** A comparison in which fewer are expected cannot contradict. */
    private static final double TELLING = 6;

    /** One that finds this many standard deviations less does not. */
    private static final double SLACK = 1;

    private final Deviance deviance;
    private final double variance;
    private final Rate own;
    private double deviations;
    private Limit limit = Limit.PREDECESSORS;

    /**
     * Compares with all predecessors.
     *
     * @param variance of a rate, on the logarithm, without anything being wrong
     * @param own in the release, as far as no few days decide
     * @param control in the predecessors
     */
    Candidate(Deviance deviance, double variance, Rate own, Rate control) {
        this.deviance = deviance;
        this.variance = variance;
        this.own = own;
        this.deviations = deviance.signedRoot(own, control, variance);
    }

    /** Lets a part of what is known contradict, if it is large enough to. */
    void ask(Rate part, Rate control, Limit comparison) {
        if (part.on(control.exposure()) >= TELLING) {
            hold(deviance.signedRoot(part, control, variance) + SLACK, comparison);
        }
    }

    /** Holds it to another comparison. */
    void hold(Rate rate, Rate control, Limit comparison) {
        hold(deviance.signedRoot(rate, control, variance), comparison);
    }

    /** Holds it to what another comparison found, if that is less. */
    void hold(double found, Limit comparison) {
        if (found < deviations) {
            deviations = found;
            limit = comparison;
        }
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
