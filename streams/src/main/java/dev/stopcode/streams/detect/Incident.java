package dev.stopcode.streams.detect;

/**
 * A run of days on which a series was above its baseline. Days are indexes into the judged series.
 *
 * @param start first day above
 * @param end last day above so far
 * @param resolved day on which it was over, -1 while it goes on
 * @param newLevel whether it ended because the high level became the baseline
 * @param mean failures a day before it
 * @param upperBound above this count a day belongs to it
 * @param score highest score reached
 * @param baselineFrom first day of the baseline
 * @param baselineTo last day of the baseline
 */
record Incident(
        int start,
        int end,
        int resolved,
        boolean newLevel,
        double mean,
        double upperBound,
        double score,
        int baselineFrom,
        int baselineTo) {

    boolean isOpen() {
        return resolved < 0;
    }

    boolean overlaps(Incident other) {
        return start <= other.end && other.start <= end;
    }
}
