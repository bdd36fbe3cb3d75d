package dev.stopcode.sandbox.world;

import java.time.LocalDate;

/**
 * How many computers ran a version of a driver on a day.
 *
 * @param version four numeric parts
 */
public record Installed(String driver, String version, LocalDate day, long computers) {}
