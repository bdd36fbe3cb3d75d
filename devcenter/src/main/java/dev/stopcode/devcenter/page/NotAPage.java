package dev.stopcode.devcenter.page;

/** The answer is not a page of rows; the message tells what and where, and quotes nothing of it. */
final class NotAPage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAPage(String message) {
        super(message, null, false, false);
    }
}
