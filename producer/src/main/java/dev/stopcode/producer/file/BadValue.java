package dev.stopcode.producer.file;

/** A value that a row cannot be used with; the message names the column, what is wrong, and the value. */
final class BadValue extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 64;

    BadValue(Column column, String wrong) {
        super(column + ": " + wrong, null, false, false);
    }

    BadValue(Column column, String wrong, String value) {
        this(column, wrong + ": '" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value) + "'");
    }
}
