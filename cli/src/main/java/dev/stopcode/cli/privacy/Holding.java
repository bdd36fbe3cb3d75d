package dev.stopcode.cli.privacy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Personal data in one place.
 *
 * @param place a topic, or a store of dumps
 * @param what it holds
 * @param items records, or files
 * @param bytes their size
 * @param oldest when the oldest of them was collected, null where there is none
 */
public record Holding(
        String place,
        String what,
        long items,
        long bytes,
        @Nullable Instant oldest) {

    /** The term of the vendor's contract. */
    public static final Duration TERM = Duration.ofDays(30);

    /** Whether something is kept for longer than the term. */
    public boolean isOverdue(Instant now) {
        return oldest != null && oldest.plus(TERM).isBefore(now);
    }
}
