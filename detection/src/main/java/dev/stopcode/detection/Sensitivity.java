package dev.stopcode.detection;

/** How soon an alert is raised. */
public enum Sensitivity {
    /** Fewer alerts. */
    CALM(4.2),
    /** The balance. */
    NORMAL(3.7),
    /** More alerts. */
    EAGER(3.0);

    private final double threshold;

    Sensitivity(double threshold) {
        this.threshold = threshold;
    }

    /** Score from which a day is raised. */
    public double threshold() {
        return threshold;
    }
}
