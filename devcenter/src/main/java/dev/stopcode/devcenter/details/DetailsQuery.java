package dev.stopcode.devcenter.details;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.hits.HitsQuery;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask failuredetails for; parameters as in {@link HitsQuery}.
 *
 * @param failureHash the failure whose events are wanted
 */
public record DetailsQuery(
        Flavour flavour,
        @Nullable String applicationId,
        String failureHash,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        int top,
        long skip,
        @Nullable String filter,
        List<String> orderBy) {

    public DetailsQuery {
        if (flavour.needsApplication() && applicationId == null) {
            throw new IllegalArgumentException("applicationId: required by flavour " + flavour.id());
        }
        if (top < 1 || top > HitsQuery.MAX_TOP) {
            throw new IllegalArgumentException("top: " + top + " is not between 1 and " + HitsQuery.MAX_TOP);
        }
        if (skip < 0) {
            throw new IllegalArgumentException("skip: " + skip + " is negative");
        }
        orderBy = List.copyOf(orderBy);
    }
}
