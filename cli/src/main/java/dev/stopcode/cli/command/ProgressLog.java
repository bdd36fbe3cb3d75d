package dev.stopcode.cli.command;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs how far a process is, once a minute, as long as that changes. */
final class ProgressLog {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Supplier<Map<String, Object>> progress;
    private final LongSupplier nanoTime;
    private Map<String, Object> told = Map.of();
    private long due;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    ProgressLog(Supplier<Map<String, Object>> progress, LongSupplier nanoTime) {
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong() + PERIOD.toNanos();
    }

    void tellWhenDue() {
        if (nanoTime.getAsLong() - due < 0) {
            return;
        }
        due += PERIOD.toNanos();
        Map<String, Object> now = progress.get();
        if (!now.equals(told)) {
            LoggingEventBuilder entry = LOG.atInfo();
            for (Map.Entry<String, Object> number : now.entrySet()) {
                entry = entry.addKeyValue(number.getKey(), number.getValue());
            }
            entry.log("Progress");
            told = now;
        }
    }
}
