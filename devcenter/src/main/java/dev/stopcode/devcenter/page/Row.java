package dev.stopcode.devcenter.page;

import dev.stopcode.devcenter.json.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the row being read: one object serves all rows of a page. Numbers are kept as the text that the vendor
 * sent, so that no id loses a digit; equal texts are one object; an empty text is the same as none.
 */
public final class Row {

    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, LocalDate> dates = new HashMap<>();
    private @Nullable Field nested;

    Row() {}

    void clear() {
        texts.clear();
        nested = null;
    }

    void set(Field field, String text) {
        if (!text.isEmpty()) {
            String same = known.putIfAbsent(text, text);
            texts.put(field, same == null ? text : same);
        }
    }

    void setNested(Field field) {
        nested = field;
    }

    /** Fails where a known field holds an object or an array. */
    void check() throws UnreadableRow {
        if (nested != null) {
            throw new UnreadableRow(nested.toString(), "an object or array instead of a plain value");
        }
    }

    /** The field's text, null where it is missing, null or empty. */
    public @Nullable String text(Field field) {
        return texts.get(field);
    }

    /** A text that must be there. */
    public String required(Field field) throws UnreadableRow {
        String text = text(field);
        if (text == null) {
            throw new UnreadableRow(field.toString(), "missing");
        }
        return text;
    }

    /** A date that must be there; of a date with time, the date as it is written. */
    public LocalDate date(Field field) throws UnreadableRow {
        String text = required(field);
        LocalDate date = dates.get(text);
        if (date == null) {
            try {
                date = Times.date(text);
            } catch (DateTimeException e) {
                throw new UnreadableRow(field.toString(), "not a date");
            }
            dates.put(text, date);
        }
        return date;
    }

    /** A point in time that must be there; UTC where it names no offset. */
    public Instant time(Field field) throws UnreadableRow {
        return time(field, required(field));
    }

    /** A point in time, null where it is missing. */
    public @Nullable Instant timeOrNull(Field field) throws UnreadableRow {
        String text = text(field);
        return text == null ? null : time(field, text);
    }

    /** A count that must be there. */
    public long count(Field field) throws UnreadableRow {
        return count(field, required(field));
    }

    /** A count, null where it is missing. */
    public @Nullable Long countOrNull(Field field) throws UnreadableRow {
        String text = text(field);
        return text == null ? null : count(field, text);
    }

    private static Instant time(Field field, String text) throws UnreadableRow {
        try {
            return Times.instant(text);
        } catch (DateTimeException e) {
            throw new UnreadableRow(field.toString(), "not a time");
        }
    }

    private static long count(Field field, String text) throws UnreadableRow {
        try {
            return Counts.parse(text);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UnreadableRow(field.toString(), "not a whole number of zero or more");
        }
    }
}
