package dev.stopcode.sandbox.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report shows.
 *
 * @param days whole UTC days before the day of the run
 * @param aggregates none: a row an event; else the projection is what rows are grouped by
 * @param having which groups it shows
 * @param limit rows at most, 0 for all
 */
record Template(
        View view,
        List<Column> projection,
        int days,
        Condition condition,
        List<Aggregate> aggregates,
        Condition having,
        List<Order> order,
        long limit) {

    /** An attribute by which rows are ordered, upwards unless {@code descending}. */
    record Order(Attribute attribute, boolean descending) {}

    /** What the file shows, in its order. */
    List<Attribute> shown() {
        return Stream.<Attribute>concat(projection.stream(), aggregates.stream())
                .distinct()
                .toList();
    }

    /** What the file shows, followed by what it is ordered by without showing it. */
    List<Attribute> needed() {
        return Stream.concat(shown().stream(), order.stream().map(Order::attribute))
                .distinct()
                .toList();
    }

    /** The order of rows of the {@link #needed} values, where there is one. */
    Comparator<List<@Nullable String>> rowOrder() {
        List<Attribute> needed = needed();
        return order.stream()
                .map(each -> rowOrder(each, needed.indexOf(each.attribute())))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<List<@Nullable String>> rowOrder(Order order, int at) {
        Comparator<@Nullable String> values = order.attribute().kind().order();
        Comparator<List<@Nullable String>> upwards = (one, other) -> values.compare(one.get(at), other.get(at));
        return order.descending() ? upwards.reversed() : upwards;
    }
}
