package dev.stopcode.streams;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the process when a thread fails: another takes its place after a pause that grows. Where a few of them
 * have failed the process gives up, unless something is out of reach that may come back.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ThreadFailures.class);
    private static final int TRIES = 3;
    // those may be of this version, and have made the broker forget meanwhile
    private static final int TRIES_AMONG_OTHERS = 1;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LONGEST_PAUSE = 20;
    private static final Duration FORGIVEN = Duration.ofMinutes(10);

    private final int threads;
    private final Supplier<Set<String>> forgetTopology;
    private final Consumer<Duration> pause;
    private final LongSupplier nanoTime;
    private final Streak failures = new Streak();
    private final Streak outages = new Streak();
    private volatile String verdict = "";

    /**
     * @param threads how many there are
     * @param forgetTopology see {@link GroupTopology#forget}
     * @param pause waits that long
     * @param nanoTime see {@link System#nanoTime}
     */
    ThreadFailures(int threads, Supplier<Set<String>> forgetTopology, Consumer<Duration> pause, LongSupplier nanoTime) {
        this.threads = threads;
        this.forgetTopology = forgetTopology;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** Why the process gave up; empty if it did not. */
    String verdict() {
        return verdict;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        boolean outage = isOutage(failure);
        int round = (outage ? outages : failures).next();
        Throwable cause = causes(failure).reduce(failure, (outer, inner) -> inner);
        Set<String> others = cause instanceof InvalidRequestException ? forgetTopology() : Set.of();
        String reason = others.isEmpty() ? cause.toString() : another(others);
        // Kafka Streams logs the failure itself
        if (round > (others.isEmpty() ? TRIES : TRIES_AMONG_OTHERS) && !outage) {
            verdict = reason;
            log.atError().addKeyValue("reason", reason).log("stream thread failed and is not replaced");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        log.atWarn().addKeyValue("reason", reason).log("stream thread failed and is replaced");
        pause.accept(PAUSE.multipliedBy(Math.min(round, LONGEST_PAUSE)));
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Failures of late. */
    private final class Streak {

        private int length;
        private long last;

        /** One more; how often each thread has failed, if they do so in turn. */
        synchronized int next() {
            long now = nanoTime.getAsLong();
            length = now - last > FORGIVEN.toNanos() ? 1 : length + 1;
            last = now;
            return (length + threads - 1) / threads;
        }
    }

    /** For a thread that was refused, most likely because its topology is not the group's. */
    private Set<String> forgetTopology() {
        try {
            return forgetTopology.get();
        } catch (KafkaException e) {
            log.atWarn().setCause(e).log("the group's topology is not forgotten");
            return Set.of();
        }
    }

    private static String another(Set<String> hosts) {
        return "instances of another version, or with other settings, run on " + String.join(", ", hosts)
                + ": stop them all first (one that was killed counts until its session is over)";
    }

    private static boolean isOutage(Throwable failure) {
        return BadInput.isOutage(failure)
                || causes(failure)
                        .anyMatch(cause -> cause instanceof RetriableException
                                // of a broker that has yet to hear of its topics, too
                                || cause instanceof MissingSourceTopicException
                                // as long as another instance makes the broker forget its topology
                                || cause instanceof GroupIdNotFoundException);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
