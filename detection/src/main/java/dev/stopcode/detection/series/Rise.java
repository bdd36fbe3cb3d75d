package dev.stopcode.detection.series;

/** What a rise looks like. */
public enum Rise {
    /** A series that never had a failure has some. */
    NEW,
    /** A series has failures again after four weeks without. */
    RESURFACED,
    /** One day or two that stand out. */
    SPIKE,
    /** A new level. */
    STEP,
    /** More from day to day. */
    RAMP
}
