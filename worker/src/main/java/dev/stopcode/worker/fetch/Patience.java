package dev.stopcode.worker.fetch;

import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long the worker waits where waiting helps. Every wait ends at once when the worker is told to stop. */
final class Patience {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration FAULT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Duration retry;
    private final Duration fault;

    Patience() {
        this(RETRY, FAULT);
    }

    /**
     * @param retry before a failed download is released for the next try; a longer Retry-After is honoured
     * @param fault while disk, cluster or credentials do not work; doubled with every fault of the same request
     */
    Patience(Duration retry, Duration fault) {
        this.retry = retry;
        this.fault = fault;
    }

    void stop() {
        stop.countDown();
    }

    boolean stopped() {
        return stop.getCount() == 0;
    }

    /**
     * Waits; true if the worker was told to stop.
     *
     * @param before faults of the same request before this one
     */
    boolean afterFault(int before) throws InterruptedException {
        return await(faultPause(before));
    }

    /** The pause that follows a fault: longer each time, since a request in hand may download its dump anew. */
    Duration faultPause(int before) {
        Duration grown = fault.multipliedBy(1L << Math.min(before, 16));
        return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
    }

    /** Waits; true if the worker was told to stop. */
    boolean beforeRetry(Throwable cause) throws InterruptedException {
        return await(retryPause(cause instanceof Throttled throttled ? throttled.retryAfter() : null));
    }

    private Duration retryPause(@Nullable Duration asked) {
        if (asked == null || asked.compareTo(retry) < 0) {
            return retry;
        }
        return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }

    private boolean await(Duration pause) throws InterruptedException {
        return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
