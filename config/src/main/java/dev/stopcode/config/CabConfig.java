package dev.stopcode.config;

import java.nio.file.Path;

/**
 * Which dumps are fetched, and how.
 *
 * @param perAlert dumps wanted for one alert
 * @param store directory of the dumps
 * @param concurrency downloads at the same time
 * @param attempts tries of one download before it is given up
 * @param maxBytes largest dump that is stored
 */
public record CabConfig(int perAlert, Path store, int concurrency, int attempts, long maxBytes) {}
