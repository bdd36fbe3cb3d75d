package dev.stopcode.sandbox.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The days of a world by number: 0 is its first, 89 the today that it was made for, and it goes on after that. */
record Calendar(LocalDate first) {

    static final int HISTORY_DAYS = 90;

    static Calendar upTo(LocalDate today) {
        return new Calendar(today.minusDays(HISTORY_DAYS - 1));
    }

    int index(LocalDate date) {
        return Math.toIntExact(ChronoUnit.DAYS.between(first, date));
    }

    LocalDate date(int day) {
        return first.plusDays(day);
    }

    boolean weekend(int day) {
        DayOfWeek weekday = date(day).getDayOfWeek();
        return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
    }
}
