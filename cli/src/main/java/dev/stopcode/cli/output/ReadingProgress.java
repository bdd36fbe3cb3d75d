package dev.stopcode.cli.output;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How far the reading of files is, in a line; not at once, and not more often than it can be read. */
public final class ReadingProgress {

    private static final double NANOS = 1e9;
    private static final Duration EVERY = Duration.ofMillis(100);

    private final String stage;
    private final long size;
    private final LongSupplier nanoTime;
    private final long started;
    private long due;

    /**
     * @param size bytes of all files
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public ReadingProgress(String stage, long size, LongSupplier nanoTime) {
        this.stage = stage;
        this.size = size;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.due = started + EVERY.toNanos();
    }

    /** The line, empty if reading has just begun or the last line was just made. */
    public Optional<String> of(long bytes, long rows) {
        long now = nanoTime.getAsLong();
        if (now - due < 0) {
            return Optional.empty();
        }
        due = now + EVERY.toNanos();
        double seconds = Math.max(0.1, (now - started) / NANOS);
        String line = stage + ": " + Text.bytes(bytes) + " of " + Text.bytes(size) + ", " + Text.count(rows, "row")
                + ", " + Text.number(Math.round(rows / seconds)) + " rows/s";
        if (bytes == 0 || bytes >= size) {
            return Optional.of(line);
        }
        long left = Math.round(seconds / bytes * (size - bytes));
        return Optional.of(line + ", about " + Text.duration(Duration.ofSeconds(left)) + " left");
    }
}
