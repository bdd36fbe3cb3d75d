package dev.stopcode.devcenter.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Dates and times in the forms in which the vendor has been seen to write them; all fail with
 * {@link DateTimeException}.
 */
public final class Times {

    private static final DateTimeFormatter SLASHED =
            DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final int DATE_LENGTH = "yyyy-MM-dd".length();

    private Times() {}

    /** {@code yyyy-MM-dd}, {@code M/d/yyyy}, or the date of an ISO 8601 date-time as it is written. */
    public static LocalDate date(String text) {
        if (text.indexOf('/') >= 0) {
            return LocalDate.parse(text, SLASHED);
        }
        return text.length() > DATE_LENGTH ? LocalDate.from(dateTime(text)) : LocalDate.parse(text);
    }

    /** An ISO 8601 date-time, a space allowed for its T; UTC where it names no offset; a date alone is its start. */
    public static Instant instant(String text) {
        if (text.length() <= DATE_LENGTH) {
            return date(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return switch (dateTime(text)) {
            case OffsetDateTime time -> time.toInstant();
            case TemporalAccessor time -> LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        };
    }

    private static TemporalAccessor dateTime(String text) {
        String iso = text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        return DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    }
}
