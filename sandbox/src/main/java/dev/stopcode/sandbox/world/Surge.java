package dev.stopcode.sandbox.world;

/**
 * Crashes on top of what a driver usually has.
 *
 * @param slot which of the driver's failures
 * @param versions the versions that have them
 * @param end last day
 * @param perDay mean number a day, once it has come to that
 */
record Surge(int slot, Versions versions, int start, int end, double perDay, Course course, Fate fate) {

    static final int RAMP_DAYS = 12;

    /** Share of the computers that the newest version of the newer branch comes to have. */
    private static final double PREVAILING = 0.65;

    /** How it comes to its mean. */
    enum Course {
        /** At once. */
        AT_ONCE,
        /** A third less on the first day. */
        IN_TWO_DAYS,
        /** A little more every day. */
        RAMP,
        /** As the versions spread. */
        ROLL_OUT
    }

    static Surge planted(int slot, Versions versions, int start, int end, double perDay, Course course) {
        return new Surge(slot, versions, start, end, perDay, course, Fate.PLANTED);
    }

    /** Mean number on a day on which the driver's versions have those shares. */
    double mean(int day, int[] shares) {
        if (day < start || day > end) {
            return 0;
        }
        return perDay
                * switch (course) {
                    case AT_ONCE -> 1;
                    case IN_TWO_DAYS -> day == start ? 2.0 / 3 : 1;
                    case RAMP -> Math.min(1, (day - start + 1.0) / RAMP_DAYS);
                    case ROLL_OUT -> versions.share(shares) / PREVAILING;
                };
    }
}
