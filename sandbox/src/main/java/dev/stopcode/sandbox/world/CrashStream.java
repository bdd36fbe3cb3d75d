package dev.stopcode.sandbox.world;

/**
 * Crashes of one failure of a driver on one day.
 *
 * @param slot which failure of the driver
 * @param versions the versions that have them, each computer its own
 * @param seed what their properties are rolled from
 */
record CrashStream(int slot, Versions versions, long seed, int count, Fate fate) {}
