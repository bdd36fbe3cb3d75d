package dev.stopcode.sandbox.api;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Dates in the two ways in which the vendor's parameters and rows write them; a time of day behind one is ignored. */
final class RowDates {

    private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT);

    private RowDates() {}

    static Optional<LocalDate> parse(String text) {
        String date = text.strip().split("[T ]", 2)[0];
        try {
            return Optional.of(date.indexOf('/') > 0 ? LocalDate.parse(date, US) : LocalDate.parse(date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
