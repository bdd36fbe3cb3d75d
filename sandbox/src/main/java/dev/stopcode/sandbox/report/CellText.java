package dev.stopcode.sandbox.report;

import dev.stopcode.sandbox.world.FailureHash;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the values of a report's file. */
record CellText(FileFormat format) {

    private static final DateTimeFormatter US_TIME = DateTimeFormatter.ofPattern("M/d/uuuu h:mm:ss a", Locale.ENGLISH);
    private static final DateTimeFormatter US_DATE = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ENGLISH);

    String text(Attribute attribute, @Nullable String value) {
        if (value == null || format.rows().nulls().contains(attribute.label().toLowerCase(Locale.ROOT))) {
            return format.is(FileQuirk.NULL_TEXT) ? "NULL" : format.is(FileQuirk.UNKNOWN_TEXT) ? "Unknown" : "";
        }
        return switch (attribute.kind()) {
            case TIME -> time(value);
            case DATE -> date(value);
            case NUMBER -> format.is(FileQuirk.DECIMAL_COUNTS) && value.indexOf('.') < 0 ? value + ".0" : value;
            case TEXT ->
                attribute == Column.FAILURE_HASH && format.rows().placeholderHashes()
                        ? FailureHash.placeholder(value)
                        : value;
        };
    }

    private String time(String value) {
        if (format.is(FileQuirk.ISO_DATES)) {
            return value.replace(' ', 'T') + "Z";
        }
        return format.is(FileQuirk.US_DATES) ? US_TIME.format(LocalDateTime.parse(value.replace(' ', 'T'))) : value;
    }

    private String date(String value) {
        if (format.is(FileQuirk.ISO_DATES)) {
            return value;
        }
        return format.is(FileQuirk.US_DATES)
                ? US_DATE.format(LocalDate.parse(value))
                : value.substring(5, 7) + value.substring(8, 10) + value.substring(2, 4);
    }
}
