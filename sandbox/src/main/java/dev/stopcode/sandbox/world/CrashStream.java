package dev.stopcode.sandbox.world;

/**
 * Crashes of one failure of a driver on one day.
 *
 * @param slot which failure of the driver
 * @param version index of the version that has them, {@link Surge#ANY_VERSION} for each computer's own
 * @param seed what their properties are rolled from
 * @param planted whether they belong to a planted regression
 */
record CrashStream(int slot, int version, long seed, int count, boolean planted) {}
