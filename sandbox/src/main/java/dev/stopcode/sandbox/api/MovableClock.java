package dev.stopcode.sandbox.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;

/** A clock that can be moved on; in UTC. */
final class MovableClock extends Clock {

    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    MovableClock(Clock base) {
        this.base = base;
    }

    synchronized void advance(TemporalAmount amount) {
        Instant then = instant().atZone(ZoneOffset.UTC).plus(amount).toInstant();
        ahead = Duration.between(base.instant(), then);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(base.withZone(zone), ahead);
    }
}
