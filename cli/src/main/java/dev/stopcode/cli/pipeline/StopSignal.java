package dev.stopcode.cli.pipeline;

import dev.stopcode.cli.error.ExitCode;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ctrl-C and SIGTERM: asks the running command to end, and keeps the process alive until it has, within a minute. */
public final class StopSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private StopSignal() {}

    /**
     * Does a command's work and returns its exit code. After a signal much may fail, for parts of the process are gone:
     * such a failure is told to the log alone.
     */
    public static int run(ToIntFunction<StopSignal> work) {
        try (StopSignal signal = install()) {
            return signal.workUntilRequested(work);
        }
    }

    private int workUntilRequested(ToIntFunction<StopSignal> work) {
        try {
            return work.applyAsInt(this);
        } catch (RuntimeException | Error e) {
            if (!isRequested()) {
                throw e;
            }
            LOG.atInfo().addKeyValue("cause", e).log("Failed while stopping");
            return ExitCode.OK;
        }
    }

    /** Listens for signals from now on. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(signal::requestAndWait, "stop-signal"));
        } catch (IllegalStateException e) {
            // the process is ending already
            signal.requested.countDown();
        }
        return signal;
    }

    private void requestAndWait() {
        requested.countDown();
        try {
            if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("stopcode: not everything stopped within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a signal that long at most; whether there was one. */
    public boolean await(Duration time) {
        try {
            return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Whether there was a signal. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /**
     * Gives up what is being started.
     *
     * @throws CancellationException if there was a signal
     */
    void check() {
        if (isRequested()) {
            throw new CancellationException("stopped by a signal");
        }
    }

    /** The command has ended. */
    @Override
    public void close() {
        ended.countDown();
    }
}
