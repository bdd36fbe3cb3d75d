package dev.stopcode.triage.xml;

import org.jspecify.annotations.Nullable;

/**
 * A file of a driver on the computer.
 *
 * @param fileName without a folder, as written
 * @param version numbers with points between them, null if there is none
 */
public record DriverFile(String fileName, @Nullable String version) {}
