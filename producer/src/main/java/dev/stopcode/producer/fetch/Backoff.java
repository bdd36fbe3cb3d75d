package dev.stopcode.producer.fetch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double with each failure, up to a limit; between half and all of each is taken at random. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The pause after a further failure. */
    public Duration next() {
        Duration whole = next;
        Duration doubled = whole.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        long half = whole.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /** After a success: the next pause is the first again. */
    public void reset() {
        next = first;
    }
}
