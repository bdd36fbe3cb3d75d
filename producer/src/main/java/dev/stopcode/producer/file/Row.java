package dev.stopcode.producer.file;

import dev.stopcode.devcenter.page.Counts;
import java.time.DateTimeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record that fits its header. */
final class Row {

    private static final String MASK = "***";
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.0*)?");

    private final Header header;
    private final String[] fields;
    private final Map<Column, String> values = new EnumMap<>(Column.class);

    Row(Header header, String[] fields) {
        this.header = header;
        this.fields = fields;
        for (int at = 0; at < header.width(); at++) {
            Column column = header.column(at);
            String value = value(fields[at]);
            if (column != null && value != null) {
                values.put(column, value);
            }
        }
    }

    /** What a field says, without space around it; null where that is nothing, {@code NULL} or {@code (null)}. */
    static @Nullable String value(String field) {
        String value = field.strip();
        return value.isEmpty() || value.equalsIgnoreCase("NULL") || value.equalsIgnoreCase("(null)") ? null : value;
    }

    /** The column's value, null where there is none. */
    @Nullable
    String text(Column column) {
        return values.get(column);
    }

    /** A date or point in time, null where there is none. */
    @Nullable
    ReportTime timeOrNull(Column column) throws BadValue {
        String text = text(column);
        try {
            return text == null ? null : ReportTime.parse(text);
        } catch (DateTimeException e) {
            throw new BadValue(column, "neither a date nor a time", text);
        }
    }

    /** A count, null where there is none; {@code 1,234} is one, {@code 1.5} is none. */
    @Nullable
    Long countOrNull(Column column) throws BadValue {
        String text = text(column);
        try {
            return text == null
                    ? null
                    : Long.valueOf(Counts.parse(GROUPED.matcher(text).matches() ? text.replace(",", "") : text));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadValue(column, "not a whole number of zero or more", text);
        }
    }

    /** The fields as they came; those of the device and of columns that are not read as {@code ***}. */
    String masked() {
        StringJoiner masked = new StringJoiner(header.delimiter().toString());
        for (int at = 0; at < header.width(); at++) {
            Column column = header.column(at);
            boolean shown = fields[at].isBlank() || (column != null && column != Column.DEVICE_ID);
            masked.add(shown ? fields[at] : MASK);
        }
        return masked.toString();
    }
}
