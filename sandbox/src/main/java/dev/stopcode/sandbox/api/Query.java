package dev.stopcode.sandbox.api;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Source;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that the row methods share, checked as the vendor checks them.
 *
 * @param top rows asked for in a page
 * @param filter null for none
 * @param order null for the vendor's own
 */
record Query(
        Flavour flavour,
        LocalDate start,
        LocalDate end,
        int top,
        int skip,
        @Nullable Predicate<ServedRow> filter,
        @Nullable Comparator<ServedRow> order) {

    static final int MAX_TOP = 10_000;

    private static final int DEFAULT_DAYS = 30;

    static Query of(Flavour flavour, MultiMap parameters, LocalDate today) {
        return of(flavour, parameters, today, MAX_TOP);
    }

    /** As {@link #of(Flavour, MultiMap, LocalDate)}, with another default and maximum of {@code top}. */
    static Query of(Flavour flavour, MultiMap parameters, LocalDate today, int maxTop) {
        Vocabulary vocabulary = Vocabulary.of(flavour);
        LocalDate end = date(parameters, "endDate", today);
        LocalDate start = date(parameters, "startDate", end.minusDays(DEFAULT_DAYS));
        if (start.isAfter(end)) {
            throw ApiError.badQuery("startDate must not be after endDate");
        }
        int top = number(parameters, "top", maxTop);
        if (top > maxTop) {
            throw ApiError.badQuery("top parameter cannot be more than " + maxTop);
        }
        if (top == 0) {
            throw ApiError.badQuery("top parameter cannot be less than 1");
        }
        String filter = parameters.get("filter");
        String order = parameters.get("orderby");
        return new Query(
                flavour,
                start,
                end,
                top,
                number(parameters, "skip", 0),
                filter == null || filter.isBlank() ? null : Filter.parse(filter, vocabulary),
                order == null || order.isBlank() ? null : order(order, vocabulary));
    }

    /** A parameter that must be there. */
    static String required(MultiMap parameters, String name) {
        String value = parameters.get(name);
        if (value == null || value.isBlank()) {
            throw ApiError.badQuery(name + " parameter is required");
        }
        return value;
    }

    /** What a request is about; empty where there is nothing of the flavour. */
    static Optional<Source> source(FailureSource rows, Flavour flavour, MultiMap parameters) {
        String application = flavour.needsApplication() ? required(parameters, "applicationId") : null;
        Optional<Source> source = rows.sources().stream()
                .filter(each -> each.flavour() == flavour)
                .filter(each -> application == null || application.equals(each.applicationId()))
                .findFirst();
        if (application != null && source.isEmpty()) {
            throw ApiError.notFound("applicationId: no such application");
        }
        return source;
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    List<ServedRow> filtered(List<ServedRow> rows) {
        return filter == null ? rows : rows.stream().filter(filter).toList();
    }

    List<ServedRow> ordered(List<ServedRow> rows) {
        return order == null ? rows : rows.stream().sorted(order).toList();
    }

    private static LocalDate date(MultiMap parameters, String name, LocalDate otherwise) {
        String text = parameters.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        return RowDates.parse(text).orElseThrow(() -> ApiError.badQuery(name + " parameter is not a date"));
    }

    private static int number(MultiMap parameters, String name, int otherwise) {
        String text = parameters.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw ApiError.badQuery(name + " parameter is not a number");
        }
    }

    private static Comparator<ServedRow> order(String text, Vocabulary vocabulary) {
        return list(text).stream()
                .map(item -> item.split("\\s+", -1))
                .map(words -> order(words, vocabulary))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<ServedRow> order(String[] words, Vocabulary vocabulary) {
        boolean descending = words.length == 2 && words[1].equalsIgnoreCase("desc");
        if (words.length > 2 || (words.length == 2 && !descending && !words[1].equalsIgnoreCase("asc"))) {
            throw ApiError.badQuery("orderby: field [asc|desc],… expected");
        }
        Comparator<ServedRow> order = words[0].equalsIgnoreCase("eventCount")
                ? Comparator.comparingDouble(ServedRow::eventCount)
                : byText(field("orderby", words[0], vocabulary));
        return descending ? order.reversed() : order;
    }

    private static Comparator<ServedRow> byText(String field) {
        return Comparator.comparing(row -> row.text(field), Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    static String field(String parameter, String name, Vocabulary vocabulary) {
        return vocabulary.find(name).orElseThrow(() -> ApiError.badQuery(parameter + ": there is no field " + name));
    }

    /** The items of a comma-separated parameter. */
    static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String item : Arrays.asList(text.split(",", -1))) {
            items.add(item.strip());
        }
        return items;
    }
}
