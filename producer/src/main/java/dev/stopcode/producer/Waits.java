package dev.stopcode.producer;

import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.fetch.Shutdown;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** The waits of one source: for its place among the sources that read at the same time, and after failures. */
final class Waits {

    private final Shutdown shutdown;
    private final Backoff backoff;
    private final Semaphore places;
    private boolean placed;

    Waits(Shutdown shutdown, Backoff backoff, Semaphore places) {
        this.shutdown = shutdown;
        this.backoff = backoff;
        this.places = places;
    }

    Shutdown shutdown() {
        return shutdown;
    }

    /** Does the work as soon as a place is free. */
    void inPlace(Runnable work) {
        enter();
        try {
            work.run();
        } finally {
            leave();
        }
    }

    /** Waits after a failure; another source may have the place meanwhile. */
    void failed(RuntimeException failure) {
        boolean wasPlaced = placed;
        if (wasPlaced) {
            leave();
        }
        try {
            shutdown.pause(pause(failure));
        } finally {
            if (wasPlaced) {
                enter();
            }
        }
    }

    void succeeded() {
        backoff.reset();
    }

    private Duration pause(RuntimeException failure) {
        Duration pause = backoff.next();
        Duration asked = failure instanceof DevCenterException.Throttled throttled ? throttled.retryAfter() : null;
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }

    private void enter() {
        places.acquireUninterruptibly();
        placed = true;
    }

    private void leave() {
        placed = false;
        places.release();
    }
}
