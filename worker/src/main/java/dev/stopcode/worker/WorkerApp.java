package dev.stopcode.worker;

import dev.stopcode.config.CabConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.worker.fetch.FetchMetrics;
import dev.stopcode.worker.fetch.Fetcher;
import dev.stopcode.worker.fetch.Outcome;
import dev.stopcode.worker.store.LocalCabStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that fetches crash dumps. Any number of workers may run on one cluster, also on one store directory: each
 * request is in the hand of one of them. Devcenter client and Vert.x are the caller's to close.
 */
public final class WorkerApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final StopcodeConfig config;
    private final DevCenter devCenter;
    private final Vertx vertx;
    private final Clock clock;
    private final FetchMetrics metrics;
    private final LocalCabStore store;
    private @Nullable Fetcher fetcher;
    private long sweeper;

    public WorkerApp(StopcodeConfig config, DevCenter devCenter, Vertx vertx, Clock clock, MeterRegistry meters) {
        CabConfig cabs = config.cabs();
        this.config = config;
        this.devCenter = devCenter;
        this.vertx = vertx;
        this.clock = clock;
        this.metrics = new FetchMetrics(meters);
        this.store = new LocalCabStore(cabs.store(), cabs.maxBytes(), vertx, clock);
    }

    /**
     * Opens the store and begins to fetch; returns at once.
     *
     * @throws UncheckedIOException if the store's directory cannot be used
     * @throws org.apache.kafka.common.KafkaException if the cluster cannot be reached, or refuses
     */
    public synchronized void start() {
        try {
            store.open();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cabs.store: cannot use the directory " + config.cabs().store() + ", it must be writable", e);
        }
        fetcher = Fetcher.start(config, devCenter, store, vertx, clock, metrics);
        sweeper = vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
    }

    /** Takes no more work, lets downloads end within half a minute and gives the rest back to the group. */
    @Override
    public synchronized void close() {
        if (fetcher != null) {
            vertx.cancelTimer(sweeper);
            fetcher.close();
            fetcher = null;
        }
    }

    public WorkerProgress progress() {
        return new WorkerProgress(
                metrics.inFlight(),
                metrics.held(),
                metrics.count(Outcome.STORED),
                metrics.count(Outcome.KNOWN),
                metrics.count(Outcome.REJECTED),
                metrics.count(Outcome.EXPIRED),
                metrics.count(Outcome.DEAD_LETTERED),
                metrics.bytes());
    }

    private void sweep() {
        vertx.executeBlocking(() -> {
                    store.sweep();
                    return null;
                })
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("cause", cause)
                        .log("Cannot remove abandoned downloads from the store, to be tried again in an hour"));
    }
}
