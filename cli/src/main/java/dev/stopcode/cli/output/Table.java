package dev.stopcode.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows under a heading, each column as wide as its widest cell; columns of numbers are aligned to the right. */
public final class Table {

    private static final String GAP = "  ";

    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heading) {
        this.heading = List.of(heading);
    }

    /** Adds a row; null is an empty cell. */
    public void row(@Nullable Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "" : cell.toString());
        }
        rows.add(row);
    }

    /** Prints heading and rows, or {@code nothing} where there are no rows. */
    public void print(PrintWriter out, String nothing) {
        if (rows.isEmpty()) {
            out.println(nothing);
        } else {
            out.println(line(heading));
            rows.forEach(row -> out.println(line(row)));
        }
        out.flush();
    }

    private String line(List<String> cells) {
        List<String> padded = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            int width = width(column);
            String format = isNumeric(column) ? "%" + width + "s" : "%-" + width + "s";
            padded.add(String.format(format, cells.get(column)));
        }
        return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }

    private int width(int column) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(widest, heading.get(column).length());
    }

    private boolean isNumeric(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(cell -> cell.matches("-?[\\d,.]*"));
    }
}
