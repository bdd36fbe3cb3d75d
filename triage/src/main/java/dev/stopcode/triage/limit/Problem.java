package dev.stopcode.triage.limit;

import java.util.Locale;

/**
 * Why a file could not be read, or not to its end.
 *
 * @param text a sentence that holds nothing of the file
 */
public record Problem(Kind kind, String text) {

    public enum Kind {
        /** It would cost more than the limits allow. */
        LIMIT,
        /** It asks for what no crash report needs. */
        HOSTILE,
        /** It is cut, damaged, or something else than a crash dump. */
        BROKEN
    }

    /** {@code broken: there is no dump in it}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ": " + text;
    }
}
