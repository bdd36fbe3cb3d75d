package dev.stopcode.sandbox.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows that have the same values in some columns, and what becomes of the others. */
final class Groups {

    private final List<Column> by;
    private final List<Aggregate> aggregates;
    private final Map<List<@Nullable String>, List<Tally>> groups = new LinkedHashMap<>();

    Groups(List<Column> by, List<Aggregate> aggregates) {
        this.by = by;
        this.aggregates = aggregates;
    }

    void add(Function<Column, @Nullable String> row) {
        List<@Nullable String> key = new ArrayList<>(by.size());
        for (Column column : by) {
            key.add(row.apply(column));
        }
        List<Tally> tallies = groups.computeIfAbsent(
                key, unseen -> aggregates.stream().map(Tally::of).toList());
        for (int i = 0; i < tallies.size(); i++) {
            String value = row.apply(aggregates.get(i).column());
            if (value != null) {
                tallies.get(i).add(value);
            }
        }
    }

    /** The groups in the order in which they came up: their common values, then the results. */
    Stream<List<@Nullable String>> rows() {
        return groups.entrySet().stream().map(group -> {
            List<@Nullable String> row = new ArrayList<>(group.getKey());
            group.getValue().forEach(tally -> row.add(tally.result()));
            return row;
        });
    }
}
