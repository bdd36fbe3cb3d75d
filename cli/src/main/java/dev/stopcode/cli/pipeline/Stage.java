package dev.stopcode.cli.pipeline;

/** What the pipeline is busy with; a later stage is reached when nothing is left to do in the earlier ones. */
public enum Stage {
    /** The producer reads the Dev Center for the first time. */
    HARVEST,
    /** The topology has rows to judge, or the producer details to ask for. */
    EVALUATE,
    /** Dumps are being fetched. */
    FETCH,
    /** Everything is harvested, evaluated and fetched. */
    IDLE
}
