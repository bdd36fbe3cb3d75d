package dev.stopcode.devcenter.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * A bearer token.
 *
 * @param value what goes into the header; never printed
 * @param refreshAt when to ask for the next one
 * @param expiresAt when it is no longer used
 */
record Token(String value, Instant refreshAt, Instant expiresAt) {

    /** How long before expiry the next token is asked for, at most; a fifth of a shorter life. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** A token that came at {@code received} and lives that long from then: the local clock alone counts. */
    static Token of(String value, Instant received, Duration life) {
        Duration fifth = life.dividedBy(5);
        Instant expiresAt = received.plus(life);
        return new Token(value, expiresAt.minus(fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN), expiresAt);
    }

    boolean fresh(Instant now) {
        return now.isBefore(refreshAt);
    }

    boolean valid(Instant now) {
        return now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Token[expiresAt=" + expiresAt + "]";
    }
}
