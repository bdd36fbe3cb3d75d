package dev.stopcode.devcenter.page;

/** A row that is not what is documented; the message names the field. */
public final class UnreadableRow extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableRow(String what, String wrong) {
        super(what + ": " + wrong, null, false, false);
    }
}
