package dev.stopcode.sandbox.world;

/**
 * A Windows build.
 *
 * @param release name of the release that it belongs to, for example {@code 24H2}
 */
record OsBuild(String version, String name, String release) {}
