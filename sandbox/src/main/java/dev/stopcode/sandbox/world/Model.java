package dev.stopcode.sandbox.world;

/** A computer that crashes. */
record Model(String maker, String name, String family, String baseboard, String deviceType, String architecture) {}
