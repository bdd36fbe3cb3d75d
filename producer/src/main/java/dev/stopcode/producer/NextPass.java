package dev.stopcode.producer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * When the next pass over a source begins: as soon as it is due or asked for; also at a hint, but not before {@link
 * #BETWEEN_HINTS} have passed since the last one began. However many hints come until then, they make one pass.
 */
final class NextPass {

    /** Anybody may give hints: so long each of them keeps, and so often the vendor is asked at most. */
    static final Duration BETWEEN_HINTS = Duration.ofSeconds(10);

    private final Clock clock;
    private volatile CompletableFuture<Void> asked = new CompletableFuture<>();
    private volatile boolean hinted;
    private Instant lastBegun = Instant.MIN;

    NextPass(Clock clock) {
        this.clock = clock;
    }

    /** Asks for it; from any thread. */
    void ask() {
        asked.complete(null);
    }

    /** Gives a hint that there is something to read; from any thread. */
    void hint() {
        hinted = true;
    }

    /** Whether anybody waits for it. */
    boolean isWanted() {
        return asked.isDone() || hinted;
    }

    /** Ends when it is asked for. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** Whether it is time. */
    boolean isTime(Instant due) {
        Instant now = clock.instant();
        return asked.isDone() || !now.isBefore(due) || (hinted && !now.isBefore(lastBegun.plus(BETWEEN_HINTS)));
    }

    /** It begins, and serves all who wanted it until now; the time. */
    Instant begin() {
        hinted = false;
        asked = new CompletableFuture<>();
        lastBegun = clock.instant();
        return lastBegun;
    }
}
