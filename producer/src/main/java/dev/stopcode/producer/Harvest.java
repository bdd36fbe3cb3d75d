package dev.stopcode.producer;

import java.time.Instant;

/** The harvest of one source, from the checkpoint on that the source's topic held when it began. */
interface Harvest {

    /**
     * Reads what there is to read now; whether there was ever anything, for a report may be yet to run for the first
     * time.
     */
    boolean pass(Instant begun);

    /** When the next pass is due, after one that began then. */
    Instant due(Instant begun);
}
