package dev.stopcode.sandbox.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a column holds, and how its values are written inside the simulator, where they sort as they should. */
enum Kind {
    TEXT,
    /** A decimal number. */
    NUMBER,
    /** {@code 2026-11-20 23:51:11} in UTC. */
    TIME,
    /** {@code 2026-11-20}. */
    DATE;

    private static final Comparator<@Nullable String> BY_TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<@Nullable String> BY_NUMBER =
            Comparator.nullsFirst(Comparator.comparing(BigDecimal::new));

    /** Values in ascending order, those that are missing first. */
    Comparator<@Nullable String> order() {
        return this == NUMBER ? BY_NUMBER : BY_TEXT;
    }

    /**
     * A value of a condition in the simulator's own form; fails with {@code NumberFormatException} if it is no number.
     */
    String literal(String written) {
        String text = written.strip();
        return switch (this) {
            case TEXT -> written;
            case NUMBER -> new BigDecimal(text).toString();
            case TIME -> text.replaceFirst("(?<=\\d)T", " ").replaceFirst("Z$", "");
            case DATE -> text.matches("\\d{6}") ? fromMonthDayYear(text) : text.replaceFirst("[T ].*", "");
        };
    }

    private static String fromMonthDayYear(String text) {
        return String.format(Locale.ROOT, "20%s-%s-%s", text.substring(4), text.substring(0, 2), text.substring(2, 4));
    }
}
