package dev.stopcode.cli.command;

import dev.stopcode.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values of options, read so that a wrong one is told in words. */
final class Values {

    private static final int LAST_PORT = 65_535;

    private Values() {}

    /** A date of four digits a year, within which all calendar arithmetic stays. */
    static LocalDate date(String text) {
        try {
            if (text.length() == "yyyy-MM-dd".length()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new TypeConversionException("'" + text + "' is not a date (yyyy-MM-dd)");
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    /** A port, 0 for any free one. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) within(text, 0, LAST_PORT, "a port (0 to 65535)");
        }
    }

    /** At least 1. */
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return within(text, 1, Long.MAX_VALUE, "a number from 1 on");
        }
    }

    /** At least 1, and no more than a number of things can be. */
    static final class Amount implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) within(text, 1, Integer.MAX_VALUE, "a number from 1 on");
        }
    }

    static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is not a time (2026-11-21T06:00:00Z)");
        }
    }

    static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 12h or 2d");
        }
    }

    private static long within(String text, long least, long most, String expected) {
        long number = number(text);
        if (number < least || number > most) {
            throw new TypeConversionException("'" + text + "' is not " + expected);
        }
        return number;
    }
}
