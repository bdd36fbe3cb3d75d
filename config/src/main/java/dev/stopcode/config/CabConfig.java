package dev.stopcode.config;

import java.nio.file.Path;

/**
 * Which dumps are fetched, and how.
 *
 * @param perAlert dumps wanted for one alert
 * @param store directory of the dumps
 * @param concurrency downloads at the same time
 * @param attempts tries of one download before it is given up, {@value #MAX_ATTEMPTS} at most
 * @param maxBytes largest dump that is stored
 */
public record CabConfig(int perAlert, Path store, int concurrency, int attempts, long maxBytes) {

    /**
     * Brokers deliver a record of a share group 10 times at most; giving a request up takes a delivery too, and one
     * more if that is cut short.
     */
    public static final int MAX_ATTEMPTS = 8;
}
