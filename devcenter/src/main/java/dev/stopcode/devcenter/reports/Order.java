package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What rows are ordered by.
 *
 * @param attribute name of a column or aggregated column, in its documented spelling where it is documented
 * @param sort ascending where the vendor does not say
 */
public record Order(String attribute, Sort sort) {

    /** A direction. */
    public enum Sort {
        @JsonProperty("asc")
        ASC,
        @JsonProperty("desc")
        DESC
    }

    public Order(String attribute, @Nullable Sort sort) {
        this.attribute = AggregatedColumn.spelled(attribute);
        this.sort = sort == null ? Sort.ASC : sort;
    }
}
