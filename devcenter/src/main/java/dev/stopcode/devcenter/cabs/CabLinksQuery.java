package dev.stopcode.devcenter.cabs;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Of which failure the dumps are wanted.
 *
 * @param startDate first day, null for thirty days ago
 * @param endDate last day, null for today
 * @param top links of a page, 1 to {@link #MAX_TOP}
 * @param skip links to leave out at the start
 */
public record CabLinksQuery(
        String applicationId,
        String failureHash,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        int top,
        long skip) {

    /** The vendor's limit, and default, of the links of a page. */
    public static final int MAX_TOP = 100;

    public CabLinksQuery {
        if (top < 1 || top > MAX_TOP) {
            throw new IllegalArgumentException("top: " + top + " is not between 1 and " + MAX_TOP);
        }
        if (skip < 0) {
            throw new IllegalArgumentException("skip: " + skip + " is negative");
        }
    }
}
