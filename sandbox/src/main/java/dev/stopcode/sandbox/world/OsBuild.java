package dev.stopcode.sandbox.world;

/** A Windows release. */
record OsBuild(String version, String name) {}
