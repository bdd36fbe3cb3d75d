package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.devcenter.Flavour;
import io.vertx.core.MultiMap;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds rows up, over the fields that {@code groupby} leaves out and over the days of an {@code aggregationLevel}. */
record Grouping(Level level, List<String> fields) {

    private static final int MAX_FAILURES = 1000;

    private enum Level {
        DAY,
        WEEK,
        MONTH;

        LocalDate first(LocalDate date) {
            return switch (this) {
                case DAY -> date;
                case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> date.withDayOfMonth(1);
            };
        }
    }

    /** The grouping that a request asks for, null if rows are to be left as they are. */
    static @Nullable Grouping of(Flavour flavour, MultiMap parameters) {
        Vocabulary vocabulary = Vocabulary.of(flavour);
        Level level = level(parameters.get("aggregationLevel"));
        String groupBy = parameters.get("groupby");
        if (groupBy == null || groupBy.isBlank()) {
            return level == Level.DAY ? null : new Grouping(level, vocabulary.dimensions());
        }
        List<String> fields = new ArrayList<>();
        if (flavour.needsApplication()) {
            fields.add("applicationId");
        }
        for (String name : Query.list(groupBy)) {
            String field = Query.field("groupby", name, vocabulary);
            if (field.equals("date") || !vocabulary.dimensions().contains(field)) {
                throw ApiError.badQuery("groupby: rows cannot be grouped by " + name);
            }
            if (!fields.contains(field)) {
                fields.add(field);
            }
        }
        return new Grouping(level, List.copyOf(fields));
    }

    private static Level level(@Nullable String text) {
        return switch (text == null || text.isBlank() ? "day" : text.toLowerCase(Locale.ROOT)) {
            case "day" -> Level.DAY;
            case "week" -> Level.WEEK;
            case "month" -> Level.MONTH;
            default -> throw ApiError.badQuery("aggregationLevel: day, week or month expected");
        };
    }

    List<ServedRow> apply(List<ServedRow> rows) {
        Map<List<@Nullable String>, Double> sums = new LinkedHashMap<>();
        for (ServedRow row : level == Level.DAY ? rows : mostFrequent(rows)) {
            List<@Nullable String> key = new ArrayList<>(fields.size() + 1);
            key.add(level.first(row.day()).toString());
            for (String field : fields) {
                key.add(row.text(field));
            }
            sums.merge(key, row.eventCount(), Double::sum);
        }
        List<ServedRow> result = new ArrayList<>(sums.size());
        sums.forEach((key, events) -> result.add(row(key, events)));
        return result;
    }

    private ServedRow row(List<@Nullable String> key, double events) {
        String first = Objects.requireNonNull(key.getFirst());
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("date", first);
        for (int i = 0; i < fields.size(); i++) {
            json.put(fields.get(i), key.get(i + 1));
        }
        return new JsonRow(LocalDate.parse(first), json.put("eventCount", events));
    }

    /** Longer periods show a thousand failures at most. */
    private static List<ServedRow> mostFrequent(List<ServedRow> rows) {
        Map<@Nullable String, Double> events = new HashMap<>();
        for (ServedRow row : rows) {
            events.merge(row.text("failureHash"), row.eventCount(), Double::sum);
        }
        if (events.size() <= MAX_FAILURES) {
            return rows;
        }
        Set<@Nullable String> kept = events.entrySet().stream()
                .sorted(Map.Entry.<@Nullable String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_FAILURES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> kept.contains(row.text("failureHash")))
                .toList();
    }
}
