package dev.stopcode.sandbox.world;

import java.time.LocalDate;

/** All crashes of a driver on a day. */
public record DriverTotal(String source, String driver, LocalDate day, long events) {}
