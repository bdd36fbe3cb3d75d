package dev.stopcode.sandbox.world;

/** How much happens in a world: rows of all sources in the ninety days up to its first today. */
public enum Size {
    /** About ten thousand rows. */
    SMALL(6, 5, 80, 2, 1),
    /** About a million rows. */
    MEDIUM(15, 20, 12_000, 4, 2),
    /** About ten million rows. */
    LARGE(40, 40, 122_000, 8, 4);

    private final int driversPerSource;
    private final int failuresPerDriver;
    private final double crashesPerDay;
    private final int regressionsPerKind;
    private final int trapsPerKind;

    Size(int driversPerSource, int failuresPerDriver, double crashesPerDay, int regressionsPerKind, int trapsPerKind) {
        this.driversPerSource = driversPerSource;
        this.failuresPerDriver = failuresPerDriver;
        this.crashesPerDay = crashesPerDay;
        this.regressionsPerKind = regressionsPerKind;
        this.trapsPerKind = trapsPerKind;
    }

    int driversPerSource() {
        return driversPerSource;
    }

    int failuresPerDriver() {
        return failuresPerDriver;
    }

    double crashesPerDay() {
        return crashesPerDay;
    }

    int regressionsPerKind() {
        return regressionsPerKind;
    }

    int trapsPerKind() {
        return trapsPerKind;
    }
}
