package dev.stopcode.producer.file;

import static dev.stopcode.producer.file.Column.FAILURE_DATE;
import static dev.stopcode.producer.file.Column.FAILURE_DATE_TIME;
import static dev.stopcode.producer.file.Column.FAILURE_HASH;
import static dev.stopcode.producer.file.Column.FAILURE_NAME;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which column stands where, and what stands between them: the first line of a report that is not blank. */
final class Header {

    /** What is shown of the names: a file without a header begins with values, and a device may be among them. */
    private static final Pattern NAME = Pattern.compile("[\\p{L} _()\\[\\]]{1,64}");

    private static final int SHOWN = 64;

    private final Delimiter delimiter;
    private final List<String> names;
    private final @Nullable Column[] columns;

    private Header(Delimiter delimiter, List<String> names) {
        this.delimiter = delimiter;
        this.names = names;
        this.columns = names.stream().map(Column::named).toArray(Column[]::new);
    }

    /** Reads the header of a report, whose delimiter is the one that makes most of it known. */
    static Header read(PhysicalLines lines) throws IOException {
        PhysicalLine line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            throw new UnreadableReport("header: missing, the file is empty");
        }
        if (line.cut()) {
            throw new UnreadableReport("header: longer than " + PhysicalLines.MAX_LENGTH + " characters");
        }
        String text = line.text();
        Header header = Delimiter.ALL.stream()
                .map(delimiter -> new Header(delimiter, names(delimiter, text)))
                .max(Comparator.comparingLong(Header::known).thenComparingInt(Header::width))
                .orElseThrow();
        header.check();
        return header;
    }

    private static List<String> names(Delimiter delimiter, String line) {
        try {
            List<String> names =
                    Arrays.stream(delimiter.split(line)).map(String::strip).collect(Collectors.toList());
            while (!names.isEmpty() && names.getLast().isEmpty()) {
                names.removeLast();
            }
            return names;
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    private void check() throws UnreadableReport {
        List<String> missing = new ArrayList<>();
        if (!has(FAILURE_HASH) && !has(FAILURE_NAME)) {
            missing.add("neither " + FAILURE_HASH + " nor " + FAILURE_NAME);
        }
        if (!has(FAILURE_DATE) && !has(FAILURE_DATE_TIME)) {
            missing.add("neither " + FAILURE_DATE + " nor " + FAILURE_DATE_TIME
                    + (names.stream().anyMatch(Column::isAggregate) ? " (what is aggregated counts by day)" : ""));
        }
        if (!missing.isEmpty()) {
            throw new UnreadableReport("header: " + String.join(", ", missing) + " among " + shown());
        }
        Map<Object, String> met = new HashMap<>();
        for (int column = 0; column < width(); column++) {
            String name = names.get(column);
            String before = name.isEmpty() ? null : met.put(sense(column), name);
            if (before != null) {
                throw new UnreadableReport("header: one column twice, " + shown(before) + " and " + shown(name));
            }
        }
    }

    private Object sense(int column) {
        return columns[column] == null ? Column.plain(names.get(column)) : columns[column];
    }

    private String shown() {
        return names.stream().limit(SHOWN).map(Header::shown).collect(Collectors.joining(", "))
                + (width() > SHOWN ? ", …" : "");
    }

    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "?";
    }

    private boolean has(Column column) {
        return Arrays.asList(columns).contains(column);
    }

    private long known() {
        return Arrays.stream(columns).filter(column -> column != null).count();
    }

    Delimiter delimiter() {
        return delimiter;
    }

    /** How many columns there are. */
    int width() {
        return columns.length;
    }

    /** Whether there is a field for each column, and nothing in fields behind the last. */
    boolean fits(String[] fields) {
        return fields.length >= width() && Arrays.stream(fields).skip(width()).allMatch(String::isBlank);
    }

    /** What the column is called in this report. */
    String name(int column) {
        return names.get(column);
    }

    /** The column at that place, null for one that is not read. */
    @Nullable
    Column column(int column) {
        return columns[column];
    }
}
