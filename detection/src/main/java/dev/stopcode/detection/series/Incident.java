package dev.stopcode.detection.series;

/**
 * Days on which a series was above what its past lets expect. Days are indices into the series.
 *
 * @param start first day above
 * @param end last day above so far
 * @param raised day on which it was noticed
 * @param resolved day on which it was over, {@link #OPEN} while it goes on
 * @param newLevel whether it ended because the high level has become the usual one
 * @param kind what kind of rise it is
 * @param evidence the judgement with the highest score
 * @param expectation what the days before it let expect
 */
public record Incident(
        int start,
        int end,
        int raised,
        int resolved,
        boolean newLevel,
        Rise kind,
        Evidence evidence,
        Expectation expectation) {

    /** Stands for the day on which an incident was over that goes on. */
    public static final int OPEN = -1;

    /** Whether it goes on. */
    public boolean isOpen() {
        return resolved == OPEN;
    }

    /** The same, begun on this day at the latest. */
    public Incident since(int day) {
        return during(Math.min(start, day), end);
    }

    /** The same, on other days. */
    public Incident during(int firstDay, int lastDay) {
        return new Incident(firstDay, lastDay, raised, resolved, newLevel, kind, evidence, expectation);
    }

    /** Whether two incidents have days in common. */
    public boolean overlaps(Incident other) {
        return start <= other.end && other.start <= end;
    }

    /** Failures on its days. */
    public long observed(long[] counts) {
        long sum = 0;
        for (int day = start; day <= end; day++) {
            sum += Math.max(0, counts[day]);
        }
        return sum;
    }

    /** Failures expected on its days, of those that are known, as far as they are complete. */
    public double expected(long[] counts, double[] completeness) {
        double sum = 0;
        for (int day = start; day <= end; day++) {
            sum += counts[day] == SeriesDetector.UNKNOWN ? 0 : expectation.expected(day) * completeness[day];
        }
        return sum;
    }
}
