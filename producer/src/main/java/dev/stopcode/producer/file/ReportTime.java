package dev.stopcode.producer.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date as a report writes it, with the time of day where it writes one.
 *
 * @param date the date as written, whatever its offset
 * @param timeOfDay the time of day as written, null where only a date is
 * @param instant the point in time: UTC where no offset is written, the beginning of the date where no time of day is
 */
record ReportTime(LocalDate date, @Nullable LocalTime timeOfDay, Instant instant) {

    private static final LocalDate CENTURY = LocalDate.of(2000, 1, 1);
    private static final int MONTHS = 12;

    private static final DateTimeFormatter MONTH_FIRST =
            strict(format().appendPattern("MMdd").appendValueReduced(ChronoField.YEAR, 2, 2, CENTURY));
    private static final DateTimeFormatter MONTH_FIRST_LONG =
            strict(format().appendPattern("MMdd").appendValue(ChronoField.YEAR, 4));
    private static final DateTimeFormatter YEAR_FIRST =
            strict(format().appendValue(ChronoField.YEAR, 4).appendPattern("MMdd"));
    private static final DateTimeFormatter SLASHED = strict(with24Hours(
            with12Hours(format().appendPattern("M/d/").appendValueReduced(ChronoField.YEAR, 2, 4, CENTURY))));
    private static final DateTimeFormatter ISO =
            strict(with24Hours(format().appendValue(ChronoField.YEAR, 4).appendPattern("-MM-dd")));

    /**
     * Reads {@code yyyy-MM-dd} and {@code M/d/yyyy}, each with a time of day or without; {@code MMddyy} and
     * {@code MMddyyyy}, whose leading zero may be lost; {@code yyyyMMdd}. Eight digits are {@code yyyyMMdd} if they do
     * not begin with a month; years of two digits are of this century.
     *
     * @throws DateTimeException for all else
     */
    static ReportTime parse(String text) {
        DateTimeFormatter format = ISO;
        String padded = text;
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            padded = text.length() % 2 == 0 ? text : "0" + text;
            format = digits(padded);
        } else if (text.indexOf('/') >= 0) {
            format = SLASHED;
        }
        return of(format.parse(padded.replace('T', ' ')));
    }

    private static DateTimeFormatter digits(String digits) {
        if (digits.length() <= 6) {
            return MONTH_FIRST;
        }
        int month = Integer.parseInt(digits, 0, 2, 10);
        return month >= 1 && month <= MONTHS ? MONTH_FIRST_LONG : YEAR_FIRST;
    }

    private static ReportTime of(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime timeOfDay = parsed.query(TemporalQueries.localTime());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        LocalDateTime time = date.atTime(timeOfDay == null ? LocalTime.MIDNIGHT : timeOfDay);
        return new ReportTime(date, timeOfDay, time.toInstant(offset == null ? ZoneOffset.UTC : offset));
    }

    private static DateTimeFormatterBuilder with12Hours(DateTimeFormatterBuilder date) {
        return clock(date.optionalStart(), " h:mm").appendPattern(" a").optionalEnd();
    }

    private static DateTimeFormatterBuilder with24Hours(DateTimeFormatterBuilder date) {
        return clock(date.optionalStart(), " H:mm").optionalEnd().appendPattern("[ ][XXX][XX][X]");
    }

    private static DateTimeFormatterBuilder clock(DateTimeFormatterBuilder time, String hoursAndMinutes) {
        return time.appendPattern(hoursAndMinutes)
                .optionalStart()
                .appendPattern(":ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .optionalEnd();
    }

    private static DateTimeFormatterBuilder format() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder format) {
        return format.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }
}
