package dev.stopcode.config;

import java.time.Duration;

/**
 * How the producer harvests.
 *
 * @param backfillDays days before today that a new source is read back
 * @param restateDays newest days that each pass reads again, because their counts are still restated
 * @param interval pause between the starts of two passes
 * @param pageSize rows asked for in a page
 * @param concurrency sources read at the same time
 * @param dayAttempts tries to read a drifting day consistently before it is marked partial
 * @param deviceKey secret key of the hash that stands for a device id; empty: devices are left out
 */
public record HarvestConfig(
        int backfillDays,
        int restateDays,
        Duration interval,
        int pageSize,
        int concurrency,
        int dayAttempts,
        String deviceKey) {

    @Override
    public String toString() {
        return "HarvestConfig[backfillDays=" + backfillDays + ", restateDays=" + restateDays + ", interval=" + interval
                + ", pageSize=" + pageSize + ", concurrency=" + concurrency + ", dayAttempts=" + dayAttempts
                + ", deviceKey=" + (deviceKey.isEmpty() ? "" : "***") + "]";
    }
}
