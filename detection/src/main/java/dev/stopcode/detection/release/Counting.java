package dev.stopcode.detection.release;

import dev.stopcode.detection.Sensitivity;

/** What the failures of a release are counted in, and what that asks of a verdict. */
public enum Counting {
    /** Distinct devices of a day: a device that crashes a thousand times counts once. */
    DEVICES(1, 3, false, 2.8, 2),

    /** Events, where devices are not known: one device may have many of them, on days that follow each other. */
    EVENTS(1.5, 7, true, 4.5, 4);

    private final double dispersion;
    private final int fewestDays;
    private final boolean evenByDay;
    private final double threshold;
    private final double thresholdOfAll;

    Counting(double dispersion, int fewestDays, boolean evenByDay, double threshold, double thresholdOfAll) {
        this.dispersion = dispersion;
        this.fewestDays = fewestDays;
        this.evenByDay = evenByDay;
        this.threshold = threshold;
        this.thresholdOfAll = thresholdOfAll;
    }

    /** Variance of a count by its mean, where nothing but chance is at work. */
    double dispersion() {
        return dispersion;
    }

    /** Days on which a failure must have been seen. */
    int fewestDays() {
        return fewestDays;
    }

    /** Whether no few days may carry a failure, however many of the release's failures they hold. */
    boolean evenByDay() {
        return evenByDay;
    }

    /** The score from which a failure of a release is called worse. */
    public double threshold(Sensitivity sensitivity) {
        return threshold + margin(sensitivity);
    }

    /** The score from which a release as a whole is called worse. */
    public double thresholdOfAll(Sensitivity sensitivity) {
        return thresholdOfAll + margin(sensitivity);
    }

    private static double margin(Sensitivity sensitivity) {
        return switch (sensitivity) {
            case CALM -> .6;
            case NORMAL -> 0;
            case EAGER -> -.6;
        };
    }
}
