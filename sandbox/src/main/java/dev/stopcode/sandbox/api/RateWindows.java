package dev.stopcode.sandbox.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts requests against rate limits, from the first one of a window on. Safe for use by several threads. */
final class RateWindows {

    private final Clock clock;
    private final Map<Fault.RateLimit, Window> windows = new HashMap<>();

    RateWindows(Clock clock) {
        this.clock = clock;
    }

    private record Window(Instant end, int requests) {}

    /** Counts a request; one too many is told how long to wait. */
    synchronized Optional<Duration> count(Fault.RateLimit limit) {
        Instant now = clock.instant();
        Window fresh = new Window(now.plusSeconds(limit.seconds()), 1);
        Window window = windows.merge(
                limit,
                fresh,
                (open, next) -> now.isBefore(open.end()) ? new Window(open.end(), open.requests() + 1) : next);
        return window.requests() > limit.requests()
                ? Optional.of(Duration.between(now, window.end()))
                : Optional.empty();
    }
}
