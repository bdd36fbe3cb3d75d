package dev.stopcode.streams.detect;

import dev.stopcode.schemas.FailureBreakdown;
import java.util.HashMap;
import java.util.Map;

/** Daily counts of one or more failures by dimension and value. */
final class Breakdown {

    private static final String OS_VERSION = "osVersion";
    private static final String MARKET = "market";
    private static final String MODEL = "oemModel";

    private final Map<String, Map<String, JudgedSeries>> dimensions = new HashMap<>();

    @FunctionalInterface
    interface PartConsumer {
        void accept(String dimension, String value, JudgedSeries counts);
    }

    /** Adds a failure's day, given as days since 1970-01-01. */
    void add(int day, FailureBreakdown failure) {
        add(OS_VERSION, day, failure.getOsVersions());
        add(MARKET, day, failure.getMarkets());
        add(MODEL, day, failure.getModels());
    }

    private void add(String dimension, int day, Map<String, Long> counts) {
        Map<String, JudgedSeries> values = dimensions.computeIfAbsent(dimension, name -> new HashMap<>());
        counts.forEach((value, count) ->
                values.computeIfAbsent(value, v -> new JudgedSeries()).add(day, count));
    }

    void forEach(PartConsumer consumer) {
        dimensions.forEach(
                (dimension, values) -> values.forEach((value, counts) -> consumer.accept(dimension, value, counts)));
    }
}
