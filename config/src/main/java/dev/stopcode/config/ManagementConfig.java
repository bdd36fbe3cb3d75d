package dev.stopcode.config;

/**
 * Where a process tells how it is.
 *
 * @param host where it listens
 * @param port likewise
 */
public record ManagementConfig(String host, int port) {}
