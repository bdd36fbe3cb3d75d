package dev.stopcode.devcenter;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param rows the rows that could be read, in the vendor's order
 * @param rejected the rows that could not
 * @param skip how many rows of the answer precede this page
 * @param totalCount the vendor's {@code TotalCount}, where it says one
 * @param nextLink the vendor's {@code @nextLink} as it came, null where there is none
 * @param hasNext whether another page is to be asked for: a link is there, or the page was full and the total is
 *     not met
 */
public record Page<R>(
        List<R> rows,
        List<RejectedRow> rejected,
        long skip,
        OptionalLong totalCount,
        @Nullable String nextLink,
        boolean hasNext) {

    /** Rows of the page, rejected ones included. */
    public int size() {
        return rows.size() + rejected.size();
    }
}
