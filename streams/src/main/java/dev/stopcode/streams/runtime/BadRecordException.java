package dev.stopcode.streams.runtime;

/** A record that no later try can make sense of: it goes to the dead letters, and the records around it pass. */
public final class BadRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadRecordException(String message) {
        super(message);
    }
}
