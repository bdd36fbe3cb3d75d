package dev.stopcode.config;

import java.net.URI;

/**
 * How the vendor tells that a run of a report has completed.
 *
 * @param url base of what it calls, as the world sees it; without query and fragment
 * @param host where the producer listens
 * @param port likewise
 */
public record CallbackConfig(URI url, String host, int port) {}
