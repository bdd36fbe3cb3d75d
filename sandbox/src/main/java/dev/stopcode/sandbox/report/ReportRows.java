package dev.stopcode.sandbox.report;

import dev.stopcode.sandbox.world.Crash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a report from single crashes, of which it keeps none unless rows are to be ordered or grouped. */
final class ReportRows {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Template template;
    private final long report;
    private final List<Attribute> needed;

    ReportRows(Template template, long report) {
        this.template = template;
        this.report = report;
        this.needed = template.needed();
    }

    /** The rows: values of what the file shows, in its order. To be closed. */
    Stream<List<@Nullable String>> of(Stream<Crash> crashes) {
        Stream<Crash> kept = crashes.filter(
                crash -> template.condition().holds(attribute -> ((Column) attribute).of(crash, report)));
        Stream<List<@Nullable String>> rows = template.aggregates().isEmpty() ? kept.map(this::row) : groups(kept);
        if (!template.order().isEmpty()) {
            int shown = template.shown().size();
            rows = RowSort.sort(rows, template.rowOrder(), TEMPORARY).map(row -> row.subList(0, shown));
        }
        return template.limit() == 0 ? rows : rows.limit(template.limit());
    }

    private List<@Nullable String> row(Crash crash) {
        List<@Nullable String> row = new ArrayList<>();
        for (Attribute attribute : needed) {
            row.add(((Column) attribute).of(crash, report));
        }
        return row;
    }

    private Stream<List<@Nullable String>> groups(Stream<Crash> crashes) {
        Groups groups = new Groups(template.projection(), template.aggregates());
        try (crashes) {
            crashes.forEach(crash -> groups.add(column -> column.of(crash, report)));
        }
        List<Attribute> shown = template.shown();
        return groups.rows().filter(row -> template.having().holds(attribute -> row.get(shown.indexOf(attribute))));
    }
}
