package dev.stopcode.producer.file;

/**
 * A line of a text.
 *
 * @param number 1 for the first
 * @param text the line without its end, no longer than {@link PhysicalLines#MAX_LENGTH}
 * @param end what ends it: CRLF, LF, CR, or nothing at the end of the text
 * @param cut whether the line is longer than its text
 */
record PhysicalLine(long number, String text, String end, boolean cut) {

    boolean isBlank() {
        return text.isBlank();
    }
}
