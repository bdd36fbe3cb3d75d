package dev.stopcode.streams.runtime;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** What a task does by the clock of the machine. */
public final class Housekeeping {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofHours(1);

    private Housekeeping() {}

    /**
     * Does it as soon as the task runs, since none may have run for days, and then every hour.
     *
     * @param tidy takes the time in milliseconds since the epoch
     */
    public static void schedule(ProcessingContext context, LongConsumer tidy) {
        Cancellable[] first = new Cancellable[1];
        first[0] = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, now -> {
            first[0].cancel();
            tidy.accept(now);
        });
        context.schedule(PERIOD, PunctuationType.WALL_CLOCK_TIME, tidy::accept);
    }
}
