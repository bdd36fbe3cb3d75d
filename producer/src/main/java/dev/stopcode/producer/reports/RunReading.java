package dev.stopcode.producer.reports;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.stopcode.producer.hits.IdentitySum;
import dev.stopcode.schemas.OpenRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one harvest has read of a run. One that a restart goes on with is read from its first row again, until the rows
 * that were published before are seen to be the same.
 */
public final class RunReading {

    private final Instant run;
    private final long harvestId;
    private final @Nullable OpenRun published;
    private IdentitySum sum = IdentitySum.ZERO;
    private long rows;

    private RunReading(Instant run, long harvestId, @Nullable OpenRun published) {
        this.run = run;
        this.harvestId = harvestId;
        this.published = published;
    }

    /** A harvest that begins. */
    public static RunReading begin(Instant run, long harvestId) {
        return new RunReading(run, harvestId, null);
    }

    /** A harvest of which {@code open} is published. */
    public static RunReading resume(OpenRun open) {
        return new RunReading(open.getTime(), open.getHarvestId(), open);
    }

    /** Takes in the next row; whether it is one that was not published before. */
    public boolean add(HashValue128 identity) {
        rows++;
        sum = sum.plus(identity);
        return published == null || rows > published.getRows();
    }

    /**
     * Whether the rows published before are others than those read now: then nothing may be added to this harvest. Can
     * be told when the last of them has been read, or the file is at its end.
     */
    public boolean isBroken(boolean ended) {
        if (published == null || rows > published.getRows() || (rows < published.getRows() && !ended)) {
            return false;
        }
        return rows != published.getRows()
                || sum.high() != published.getDigestHigh()
                || sum.low() != published.getDigestLow();
    }

    public long harvestId() {
        return harvestId;
    }

    /** The checkpoint's account of what is read so far. */
    public OpenRun open() {
        return new OpenRun(run, harvestId, rows, sum.high(), sum.low());
    }
}
