package dev.stopcode.detection.release;

/**
 * One failure in the release, in its predecessors and elsewhere, added up day by day, and what the predecessors let expect
 * of it: their share of the failure on the same days, and in the days before the release.
 */
final class FailureTally {

    /**
     * Standard deviation, on the logarithm, of a failure's share between the days before and now. It limits what any
     * number of old failures can tell.
     */
    private static final double DRIFT = .25;

    private final String failure;
    private final long[] own;
    private final long[] predecessors;
    private final long[] others;
    private final long before;
    private final long othersBefore;
    private long observed;
    private double weighted;
    private double predecessorsWeighted;
    private double othersWeighted;
    private Rate control = new Rate(0, 0);
    private double expected;

    FailureTally(String failure, long[] own, long[] predecessors, long[] others) {
        this.failure = failure;
        this.own = own;
        this.predecessors = predecessors;
        this.others = others;
        this.before = Life.before(predecessors);
        this.othersBefore = Life.before(others);
    }

    /**
     * Adds a day, with the counts of all failures on it.
     *
     * @param b of the release
     * @param d of its predecessors
     * @param o of other versions
     */
    void add(int day, long b, long d, long o) {
        observed += own[day];
        if (b > 0 && d > 0) {
            weighted += own[day] * (double) d / (b + d);
            predecessorsWeighted += predecessors[day] * (double) b / (b + d);
        }
        if (b > 0 && o > 0) {
            othersWeighted += others[day] * (double) b / (b + o);
        }
    }

    /**
     * Works out what is expected by now.
     *
     * @param exposure failures of the release
     * @param exposureBefore failures of its predecessors in the days before it
     */
    void expect(long exposure, long exposureBefore, SameDays days) {
        double discount = discount(before);
        Rate sameDays = days.other(predecessorsWeighted);
        control = new Rate(discount * before + sameDays.count(), discount * exposureBefore + sameDays.exposure());
        expected = control.on((double) exposure);
    }

    /** What a count of the days before is worth, for shares drift. */
    static double discount(long countBefore) {
        return 1 / (1 + countBefore * DRIFT * DRIFT);
    }

    String failure() {
        return failure;
    }

    /** Counts in the release by day. */
    long[] own() {
        return own;
    }

    /** Counts in its predecessors by day. */
    long[] predecessors() {
        return predecessors;
    }

    /** Counted in the release so far. */
    long observed() {
        return observed;
    }

    /** Expected in the release so far, were all its failures as frequent as in its predecessors. */
    double expected() {
        return expected;
    }

    /** Its part of the failures of the predecessors, counted as far as they tell. */
    Rate control() {
        return control;
    }

    /** Counted in the release, each day weighed as {@link SameDays} does. */
    double weighted() {
        return weighted;
    }

    /** Counted in the predecessors, each day weighed so. */
    double predecessorsWeighted() {
        return predecessorsWeighted;
    }

    /** Counted in the other versions, each day weighed so. */
    double othersWeighted() {
        return othersWeighted;
    }

    /** Counted in the predecessors in the days before. */
    long before() {
        return before;
    }

    /** Counted in the other versions in the days before. */
    long othersBefore() {
        return othersBefore;
    }
}
