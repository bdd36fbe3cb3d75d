package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.JudgedWindow;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.SeriesPoint;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a day of a driver, or of one of its failures, was raised or not, by what is known of it now: counts that were restated
 * since, and days that have become complete, are judged as they are.
 *
 * @param failureHash the failure, null for the driver as a whole
 * @param outcome what became of the day
 * @param observed failures on the day, null if it was not harvested
 * @param expected failures expected on the day alone, null while there is too little history
 * @param upperBound count from which the day would be raised by itself, null with {@code expected}
 * @param completeness share of the day's final count that is known, 0 if it was not harvested
 * @param score of the day, over all windows
 * @param threshold score from which it is raised
 * @param highestBefore highest score of the week before
 * @param windows what each window that ends with the day told
 * @param series the baseline, and the days up to this one
 * @param contributors what moved most in the window that tells most; empty where nothing did
 * @param alerts those on the same subject that have the day in their time, or have made this one part of theirs
 * @param sources where the counts come from
 * @param firstDay first day of the driver that is known
 * @param lastDay last day that all its sources have been harvested for
 * @param asOf day of the newest harvest
 */
public record Explanation(
        String driverName,
        LocalDate date,
        @Nullable String failureHash,
        @Nullable String failureName,
        Outcome outcome,
        @Nullable Long observed,
        @Nullable Double expected,
        @Nullable Double upperBound,
        double completeness,
        double score,
        double threshold,
        double highestBefore,
        List<JudgedWindow> windows,
        List<SeriesPoint> series,
        List<Contributor> contributors,
        List<RegressionAlert> alerts,
        List<String> sources,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate asOf) {

    /** What became of a day. */
    public enum Outcome {
        /** It is part of an alert's time. */
        RAISED,
        /** The sources have not harvested it completely. */
        NOT_HARVESTED,
        /** There is no failure on it. */
        NO_FAILURES,
        /** There are too few days before it. */
        TOO_YOUNG,
        /** Its score is below the threshold. */
        BELOW,
        /** It is above, but not clearly worse than the days before it that told the same. */
        TOLD_BEFORE,
        /** It is so long ago that no alert is raised on it any more. */
        TOO_OLD,
        /** What rose is one device. */
        ONE_DEVICE,
        /** It is part of an alert on many failures at once. */
        PART_OF_MANY,
        /** The driver rose because of failures that have alerts of their own. */
        EXPLAINED
    }
}
