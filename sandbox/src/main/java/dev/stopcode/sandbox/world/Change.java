package dev.stopcode.sandbox.world;

/**
 * Some versions fail in another way: what would be crashes of one failure are those of another, or fewer.
 *
 * @param slot which of the driver's failures
 * @param toSlot which failure it is in those versions
 * @param rest share of the crashes that there are in those versions
 */
record Change(int slot, Versions versions, int toSlot, double rest) {}
