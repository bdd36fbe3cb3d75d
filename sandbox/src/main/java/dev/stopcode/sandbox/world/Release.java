package dev.stopcode.sandbox.world;

/**
 * A driver version on its way to the computers.
 *
 * @param day day of the world's calendar on which it came out; negative before the history begins
 * @param rolloutDays how long it takes until most computers of its branch have it
 */
record Release(String version, String submissionId, int branch, int day, int rolloutDays) {

    private static final double REACH = 0.92;

    /** Share of the branch's computers that have this version or a later one. */
    double adoption(int today) {
        double x = Math.clamp((today - day + 1.0) / rolloutDays, 0, 1);
        return REACH * x * x * (3 - 2 * x);
    }
}
