package dev.stopcode.devcenter.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A rate limit: turns are handed out at even distances, in the order in which they are asked for. */
final class Pace {

    private final Vertx vertx;
    private final LongSupplier nanoTime;
    private final long interval;
    private long next;

    /** A pace that starts now; {@code nanoTime} is monotonic, as {@link System#nanoTime}. */
    Pace(Vertx vertx, double perSecond, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.nanoTime = nanoTime;
        this.interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.next = nanoTime.getAsLong();
    }

    /** Completes when the caller may go. */
    Future<Void> turn() {
        long millis = TimeUnit.NANOSECONDS.toMillis(reserve());
        return millis == 0 ? Future.succeededFuture() : vertx.timer(millis);
    }

    /** Takes the next turn and says how many nanoseconds it is away. */
    synchronized long reserve() {
        long now = nanoTime.getAsLong();
        long wait = Math.max(0, next - now);
        next = now + wait + interval;
        return wait;
    }
}
