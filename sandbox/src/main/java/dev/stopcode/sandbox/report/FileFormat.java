package dev.stopcode.sandbox.report;

import java.time.LocalDate;
import java.util.Set;

/**
 * How a report's file is written.
 *
 * @param duplicated whether the first row stands there twice
 * @param malformed days among whose rows there is one more, with a count that is none
 */
public record FileFormat(Set<FileQuirk> quirks, RowShape rows, boolean duplicated, Set<LocalDate> malformed) {

    /** Without any quirk. */
    public static final FileFormat PLAIN = new FileFormat(Set.of(), RowShape.PLAIN, false, Set.of());

    boolean is(FileQuirk quirk) {
        return quirks.contains(quirk);
    }
}
