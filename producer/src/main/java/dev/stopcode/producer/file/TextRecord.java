package dev.stopcode.producer.file;

/** A record of a report, as text. */
sealed interface TextRecord {

    /** The physical line that it begins on. */
    long line();

    /** One that fits the header, with a field for each column at least. */
    record Fitting(long line, String[] fields) implements TextRecord {}

    /**
     * One of which nobody can say what is in which column.
     *
     * @param text its first line, with an {@code x} for each letter and digit, since a device may stand anywhere in it
     */
    record Misfit(long line, String text, String cause) implements TextRecord {

        private static final int SHOWN = 1000;

        Misfit(PhysicalLine line, String cause) {
            this(line.number(), shape(line.text()), cause);
        }

        private static String shape(String text) {
            return text.substring(0, Math.min(text.length(), SHOWN)).replaceAll("[\\p{L}\\p{N}]", "x");
        }
    }
}
