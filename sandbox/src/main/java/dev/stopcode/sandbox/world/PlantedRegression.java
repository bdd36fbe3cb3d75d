package dev.stopcode.sandbox.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Ground truth: something that a detector is to find.
 *
 * @param source id of the source that sees the driver
 * @param version the version that brought it, null where all versions of the driver have it
 * @param startDate first day on which there are more crashes than usual
 * @param endDate last such day; may lie after the world's today
 */
public record PlantedRegression(
        Kind kind,
        String source,
        String driver,
        @Nullable String version,
        String failureHash,
        String failureName,
        LocalDate startDate,
        LocalDate endDate)
        implements Planted {

    /** What was planted. */
    public enum Kind {
        /** A known failure, at least eight times as often and thirty a day more, for a day or two. */
        SPIKE,
        /**
         * A known failure, at least three times as often and fifteen a day more, for two weeks or longer: at once, or more
         * every day for twelve days.
         */
        SHIFT,
        /** A failure never seen before, eight times a day or more from its second day on. */
        NEW_FAILURE,
        /** A failure of which nothing was seen for four weeks or longer, eight times a day or more. */
        RESURFACED,
        /** A version that has a failure at least three times as often as others, or a new one, more as it spreads. */
        VERSION_REGRESSION
    }
}
