package dev.stopcode.detection.release;

/** Which comparison a score is held to: of all that must agree, the one that found least. */
public enum Limit {
    /** The release with its predecessors, on the same days and in the days before. */
    PREDECESSORS,
    /** The same days alone. */
    SAME_DAYS,
    /** The nearest predecessor alone. */
    NEAREST_PREDECESSOR,
    /** Other versions, in which the failure rose too. */
    OTHER_VERSIONS,
    /** The failure together with one that has vanished, which may be the same by another name. */
    RENAMED
}
