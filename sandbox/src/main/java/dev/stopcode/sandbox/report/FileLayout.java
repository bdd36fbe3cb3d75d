package dev.stopcode.sandbox.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which values stand where in the lines of a report's file, and between what. */
final class FileLayout {

    private static final int NOWHERE = -1;
    private static final String UNKNOWN_COLUMN = "VendorScore";

    private final FileFormat format;
    private final CellText cells;
    private final List<Attribute> shown;
    private final List<Integer> places;
    private final String delimiter;

    FileLayout(Template template, FileFormat format) {
        this.format = format;
        this.cells = new CellText(format);
        this.shown = template.shown();
        this.places = places(template.shown(), format);
        this.delimiter = format.is(FileQuirk.COMMA)
                ? ","
                : format.is(FileQuirk.SEMICOLON) ? ";" : format.is(FileQuirk.PIPE) ? "|" : "\t";
    }

    /** For each column of the file the value of the row that stands in it. */
    private static List<Integer> places(List<Attribute> shown, FileFormat format) {
        List<Integer> places = IntStream.range(0, shown.size())
                .filter(i ->
                        !format.rows().missing().contains(lower(shown.get(i).label())))
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        if (format.is(FileQuirk.REVERSED_COLUMNS)) {
            Collections.reverse(places);
        }
        if (format.is(FileQuirk.UNKNOWN_COLUMN)) {
            places.add(places.size() / 2, NOWHERE);
        }
        return places;
    }

    String header() {
        return line(places.stream().map(this::label).toList());
    }

    private String label(int place) {
        String label = place == NOWHERE ? UNKNOWN_COLUMN : shown.get(place).label();
        if (format.is(FileQuirk.UPPER_CASE_COLUMNS)) {
            return label.toUpperCase(Locale.ROOT);
        }
        return format.is(FileQuirk.LOWER_CASE_COLUMNS) ? lower(label) : label;
    }

    String row(List<@Nullable String> values) {
        return line(texts(values));
    }

    private List<String> texts(List<@Nullable String> values) {
        List<String> texts = new ArrayList<>(places.size());
        for (int place : places) {
            texts.add(place == NOWHERE ? "0.5" : cells.text(shown.get(place), values.get(place)));
        }
        return texts;
    }

    /** What comes after the first row of a file with faulty rows. */
    List<String> spoilt(List<@Nullable String> first, List<LocalDate> days) {
        List<String> lines = new ArrayList<>();
        if (places.isEmpty()) {
            return lines;
        }
        if (format.duplicated()) {
            lines.add(row(first));
        }
        if (format.is(FileQuirk.SHORT_ROW)) {
            lines.add(line(texts(first).subList(0, places.size() / 2)));
        }
        days.stream().filter(format.malformed()::contains).forEach(day -> lines.add(malformed(first, day)));
        return lines;
    }

    private String malformed(List<@Nullable String> first, LocalDate day) {
        List<@Nullable String> values = new ArrayList<>(first);
        for (int i = 0; i < shown.size(); i++) {
            Kind kind = shown.get(i).kind();
            String value = values.get(i);
            if (value != null && (kind == Kind.TIME || kind == Kind.DATE)) {
                values.set(i, day + value.substring(day.toString().length()));
            }
        }
        List<String> texts = texts(values);
        texts.set(counting(), "abc");
        return line(texts);
    }

    /** The column that counts, or else a time, or the last column. */
    private int counting() {
        for (Kind kind : List.of(Kind.NUMBER, Kind.TIME)) {
            for (int i = places.size() - 1; i >= 0; i--) {
                if (places.get(i) != NOWHERE && shown.get(places.get(i)).kind() == kind) {
                    return i;
                }
            }
        }
        return places.size() - 1;
    }

    private String line(List<String> texts) {
        return texts.stream()
                .map(this::quoted)
                .collect(Collectors.joining(delimiter, "", format.is(FileQuirk.CRLF) ? "\r\n" : "\n"));
    }

    private String quoted(String text) {
        boolean needed = format.is(FileQuirk.QUOTED)
                || text.contains(delimiter)
                || text.indexOf('"') >= 0
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0;
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String lower(String label) {
        return label.toLowerCase(Locale.ROOT);
    }
}
