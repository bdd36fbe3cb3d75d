package dev.stopcode.detection.release;

import java.util.List;

/**
 * A failure of a release that was out of the ordinary on some day.
 *
 * @param failure its hash, or {@link #ALL}
 * @param days on which it was, ascending; on others the score was {@link DayScore#LEAST} at most
 */
public record JudgedFailure(String failure, List<DayScore> days) {

    /** All failures of a release together, by the devices that run it. */
    public static final String ALL = "ALL";

    public JudgedFailure {
        days = List.copyOf(days);
    }

    /** The highest score of all days. */
    public double highest() {
        return days.stream().mapToDouble(DayScore::score).max().orElse(0);
    }
}
