package dev.stopcode.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** A process with several lives: it is killed as an event happens, and started again. */
final class Victim implements AutoCloseable {

    private final Supplier<StopcodeProcess> start;
    private final Deque<Life> lives;
    private StopcodeProcess process;
    private int seen;
    private boolean killed;

    /** A life that ends at an event: the one of that number, counted from its beginning, of those of a kind. */
    record Life(String event, int number) {}

    /**
     * Starts the process.
     *
     * @param lives those that end with a kill; the one after them is not disturbed
     */
    Victim(List<Life> lives, Supplier<StopcodeProcess> start) {
        this.lives = new ArrayDeque<>(lives);
        this.start = start;
        this.process = start.get();
    }

    /** Something happened, at which the process may have to die; whether it has a life left to lose. */
    synchronized boolean event(String event) {
        Life life = lives.peek();
        if (life != null && !killed && event.equals(life.event()) && ++seen == life.number()) {
            process.kill();
            killed = true;
        }
        return life != null;
    }

    /** Starts the process again if it was killed; fails if it has ended by itself. */
    synchronized void revive() {
        if (process.isAlive()) {
            return;
        }
        if (!killed) {
            throw new AssertionError("ended by itself: " + process.err());
        }
        lives.pop();
        seen = 0;
        killed = false;
        process = start.get();
    }

    /** Kills that are still to come. */
    synchronized int livesLeft() {
        return lives.size();
    }

    @Override
    public synchronized void close() {
        process.close();
    }
}
