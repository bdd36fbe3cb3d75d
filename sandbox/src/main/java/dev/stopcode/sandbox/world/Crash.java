package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.details.DetailRow;

/**
 * A single crash, with all that the vendor knows of it.
 *
 * @param event what failuredetails tells
 * @param release name of the Windows release
 */
public record Crash(DetailRow event, String release, Computer computer) {}
