package dev.stopcode.worker.fetch;

import java.util.Locale;

/** How a delivery of a request ended. */
public enum Outcome {
    /** The dump was downloaded and stored. */
    STORED,
    /** The store held the dump already; its result was reported again. */
    KNOWN,
    /** What came was no dump, or too large. */
    REJECTED,
    /** The vendor has the dump no more. */
    EXPIRED,
    /** The download failed and will be tried again. */
    RELEASED,
    /** The request was given up; it lies in the dead letters. */
    DEAD_LETTERED;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
