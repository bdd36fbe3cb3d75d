package dev.stopcode.devcenter.hits;

import dev.stopcode.devcenter.Flavour;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask failurehits for.
 *
 * @param flavour which of the three APIs
 * @param applicationId required by {@link Flavour#WINDOWS_10}, otherwise null
 * @param startDate first day, null for the vendor's default
 * @param endDate last day, null for today
 * @param top rows of a page, 1 to {@link #MAX_TOP}
 * @param skip rows to leave out at the start
 * @param filter the vendor's filter expression, for example {@code market eq 'US' and osVersion ne 'Unknown'}, or null
 * @param aggregationLevel length of the period that a row counts
 * @param orderBy fields to order by, each with an optional {@code asc} or {@code desc}
 * @param groupBy fields to keep; empty for all
 */
public record HitsQuery(
        Flavour flavour,
        @Nullable String applicationId,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        int top,
        long skip,
        @Nullable String filter,
        AggregationLevel aggregationLevel,
        List<String> orderBy,
        List<String> groupBy) {

    /** The vendor's limit, and default, of the rows of a page. */
    public static final int MAX_TOP = 10_000;

    /** Length of the period that a row counts; week and month cap the failures at 1000. */
    public enum AggregationLevel {
        DAY,
        WEEK,
        MONTH
    }

    public HitsQuery {
        if (flavour.needsApplication() && applicationId == null) {
            throw new IllegalArgumentException("applicationId: required by flavour " + flavour.id());
        }
        if (top < 1 || top > MAX_TOP) {
            throw new IllegalArgumentException("top: " + top + " is not between 1 and " + MAX_TOP);
        }
        if (skip < 0) {
            throw new IllegalArgumentException("skip: " + skip + " is negative");
        }
        orderBy = List.copyOf(orderBy);
        groupBy = List.copyOf(groupBy);
    }

    /** All rows of one day with all their dimensions, in pages of {@code top}. */
    public static HitsQuery day(Flavour flavour, @Nullable String applicationId, LocalDate day, int top) {
        return new HitsQuery(
                flavour, applicationId, day, day, top, 0, null, AggregationLevel.DAY, List.of(), List.of());
    }
}
