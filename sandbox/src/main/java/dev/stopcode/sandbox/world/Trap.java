package dev.stopcode.sandbox.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Ground truth: something that looks like a regression and is none. It is not to be raised; what is taken back may be
 * raised until it is, and is to be withdrawn then.
 *
 * @param source id of the source that sees the driver
 * @param version the version that it is about, null where it is about all versions of the driver
 * @param failureHash the failure that it is about, null where it is about all failures of the driver
 * @param failureName that failure's name
 * @param startDate first day on which it shows
 * @param endDate last such day; may lie after the world's today
 */
public record Trap(
        Kind kind,
        String source,
        String driver,
        @Nullable String version,
        @Nullable String failureHash,
        @Nullable String failureName,
        LocalDate startDate,
        LocalDate endDate)
        implements Planted {

    /** What it is. */
    public enum Kind {
        /** A version spreads and crashes as the one before did: more from day to day, at that one's expense. */
        ROLL_OUT,
        /** A driver that crashes a quarter as often at weekends. */
        WEEKDAYS,
        /** A week with a third of the usual crashes, after which they are what they were. */
        HOLIDAY,
        /** One computer crashes again and again, for two days; only where rows know devices. */
        ONE_DEVICE,
        /** From a version on, a failure has another name and occurs as often as before. */
        RENAMED_FAILURE,
        /** A version of the older branch that comes out after ones of the newer branch, and has a failure less often. */
        BACK_PORT,
        /** A version that was never seen or long gone crashes; as many computers fewer have the others. */
        OLD_VERSION,
        /** A day on which a failure is counted far too often; all of that is taken back after five days. */
        TAKEN_BACK,
        /** Days whose crashes arrive three days late, or more. */
        LATE_DAYS
    }
}
