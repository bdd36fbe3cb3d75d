package dev.stopcode.triage.limit;

import java.time.Duration;

/**
 * What reading one file may cost.
 *
 * @param unpackedBytes bytes that archives may unpack to, those of archives within archives counted again
 * @param entries entries of all archives in the file
 * @param depth archives within each other; 1: no archive within an archive
 * @param xmlBytes bytes of one XML part
 * @param time wall time
 */
public record Limits(long unpackedBytes, int entries, int depth, int xmlBytes, Duration time) {

    /** Enough for a full dump of 64 GB whose unpacking is cut short by the time, and for any smaller one. */
    public static final Limits DEFAULT = new Limits(64L << 30, 1000, 2, 4 << 20, Duration.ofSeconds(15));
}
