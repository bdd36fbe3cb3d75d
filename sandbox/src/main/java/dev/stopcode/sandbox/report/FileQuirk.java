package dev.stopcode.sandbox.report;

/**
 * A way in which a report's file may differ from a plain one: UTF-8, tabs, line feeds, documented columns in their
 * order.
 */
public enum FileQuirk {
    /** A byte order mark at the front. */
    BOM,
    /** UTF-16 (little-endian) with a byte order mark. */
    UTF_16,
    /** Commas between values. */
    COMMA,
    /** Semicolons between values. */
    SEMICOLON,
    /** Pipes between values. */
    PIPE,
    /** Quotes around all values; otherwise only around those that need them. */
    QUOTED,
    /** Carriage returns before line feeds. */
    CRLF,
    /** The file compressed. */
    GZIP,
    /** The file as the one entry of a ZIP. */
    ZIP,
    /** Columns from the last one to the first. */
    REVERSED_COLUMNS,
    /** Names of columns in upper case. */
    UPPER_CASE_COLUMNS,
    /** Names of columns in lower case. */
    LOWER_CASE_COLUMNS,
    /** A column that nobody asked for. */
    UNKNOWN_COLUMN,
    /** Counts as {@code 1.0}. */
    DECIMAL_COUNTS,
    /** Dates as {@code 2026-11-20} and times as {@code 2026-11-20T23:51:11Z}. */
    ISO_DATES,
    /** Dates as {@code 11/20/2026} and times as {@code 11/20/2026 11:51:11 PM}. */
    US_DATES,
    /** {@code NULL} for values that are missing; otherwise nothing. */
    NULL_TEXT,
    /** {@code Unknown} for values that are missing. */
    UNKNOWN_TEXT,
    /** A row that ends in the middle, after the first one. */
    SHORT_ROW
}
