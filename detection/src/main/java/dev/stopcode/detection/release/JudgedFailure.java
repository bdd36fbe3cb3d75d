package dev.stopcode.detection.release;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** Whether it is all failures together. */
    public boolean isAll() {
        return failure.equals(ALL);
    }

    /** The day with the highest score, the first of several; empty if there is none. */
    public Optional<DayScore> highestDay() {
        return days.stream()
                .max(Comparator.comparingDouble(DayScore::score)
                        .thenComparing(DayScore::day, Comparator.reverseOrder()));
    }

    /** The highest score of all days. */
    public double highest() {
        return highestDay().map(DayScore::score).orElse(0.0);
    }
}
