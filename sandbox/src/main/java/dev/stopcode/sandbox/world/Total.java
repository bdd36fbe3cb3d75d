package dev.stopcode.sandbox.world;

import java.time.LocalDate;

/**
 * The world's own count, which a pipeline's answer is to equal.
 *
 * @param source id of the source
 * @param version four numeric parts, or {@code Unknown}
 */
public record Total(String source, String driver, String version, String failureHash, LocalDate day, long events) {}
