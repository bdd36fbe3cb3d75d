package dev.stopcode.producer;

import dev.stopcode.schemas.HarvestCheckpoint;
import java.time.Instant;

/** The harvest of one source, from the checkpoint on that the source's topic held when it began. */
interface Harvest {

    /** Reads what there is to read now. */
    void pass(Instant begun);

    /** When the next pass is due, after one that began then. */
    Instant due(Instant begun);

    /** Whether {@code other} is a checkpoint that this harvest has left behind, be its last commit known or not. */
    boolean hasLeft(HarvestCheckpoint other);
}
