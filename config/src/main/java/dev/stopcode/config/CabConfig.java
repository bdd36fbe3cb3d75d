package dev.stopcode.config;

import java.time.Duration;

/**
 * Which dumps are fetched, and how.
 *
 * @param budget how many are asked for
 * @param concurrency downloads at the same time
 * @param attempts tries of one download before it is given up, {@value #MAX_ATTEMPTS} at most
 * @param timeout longest time of one download
 * @param maxBytes largest dump that is stored
 * @param store where they are kept, and how long
 */
public record CabConfig(
        CabBudget budget, int concurrency, int attempts, Duration timeout, long maxBytes, StoreConfig store) {

    /**
     * Brokers deliver a record of a share group 10 times at most; giving a request up takes a delivery too, and one
     * more if that is cut short.
     */
    public static final int MAX_ATTEMPTS = 8;
}
