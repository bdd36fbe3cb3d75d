package dev.stopcode.detection.release;

/** All failures of a release so far: without installs, they tell how much it is in use. */
final class Exposure {

    private double ages;
    private double squares;
    private long total;

    /**
     * Adds a day.
     *
     * @param age days since the release's first
     */
    void add(int age, long count) {
        total += count;
        ages += (double) count * age;
        squares += (double) count * count;
    }

    long total() {
        return total;
    }

    /** How old the release was, in days, at its failures in the mean. */
    double meanAge() {
        return ages / total;
    }

    /** 1 if one day holds all, 1/n if n days hold the same. */
    double concentration() {
        return squares / ((double) total * total);
    }
}
