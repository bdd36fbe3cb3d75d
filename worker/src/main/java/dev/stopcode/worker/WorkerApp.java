package dev.stopcode.worker;

import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.worker.fetch.FetchMetrics;
import dev.stopcode.worker.fetch.Fetcher;
import dev.stopcode.worker.fetch.Outcome;
import dev.stopcode.worker.result.Results;
import dev.stopcode.worker.retention.Depot;
import dev.stopcode.worker.retention.StoreMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that fetches crash dumps. Any number of workers may run on one cluster, also on one store: each
 * request is in the hand of one of them. Devcenter client and Vert.x are the caller's to close.
 */
public final class WorkerApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);
    private static final Duration TIDY = Duration.ofHours(1);
    private static final Duration TIDY_LIMITED = Duration.ofMinutes(1);

    private final StopcodeConfig config;
    private final DevCenter devCenter;
    private final Vertx vertx;
    private final Clock clock;
    private final FetchMetrics fetched;
    private final StoreMetrics held;
    private @Nullable Running running;

    /** What runs between start and close. */
    private record Running(Results results, Depot depot, Fetcher fetcher, long timer) {}

    public WorkerApp(StopcodeConfig config, DevCenter devCenter, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.devCenter = devCenter;
        this.vertx = vertx;
        this.clock = clock;
        this.fetched = new FetchMetrics(meters);
        this.held = new StoreMetrics(meters);
    }

    /**
     * Opens the store, destroys what is too old, and begins to fetch; returns at once.
     *
     * @throws UncheckedIOException if the store cannot be used
     * @throws KafkaException if the cluster cannot be reached, or refuses
     */
    public synchronized void start() {
        Results results = Results.connect(config.kafka(), clock);
        Depot depot = new Depot(config.cabs(), results, held, vertx, clock);
        try {
            depot.open();
            tidy(depot);
            Fetcher fetcher = Fetcher.start(config, devCenter, vertx, depot, results, fetched);
            StoreConfig store = config.cabs().store();
            // a limit holds for what other workers add as well
            Duration pause = store.limit() > 0 ? TIDY_LIMITED : TIDY;
            long timer = vertx.setPeriodic(pause.toMillis(), tick -> vertx.executeBlocking(() -> tidy(depot)));
            running = new Running(results, depot, fetcher, timer);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cabs.store: cannot use " + config.cabs().store().location() + ": " + e.getMessage(), e);
        } finally {
            if (running == null) {
                depot.close();
                results.close();
            }
        }
    }

    /** Takes no more work, lets downloads end within half a minute and gives the rest back to the group. */
    @Override
    public synchronized void close() {
        if (running != null) {
            vertx.cancelTimer(running.timer());
            running.fetcher().close();
            running.results().close();
            running.depot().close();
            running = null;
        }
    }

    public WorkerProgress progress() {
        return new WorkerProgress(
                fetched.inFlight(),
                fetched.held(),
                fetched.count(Outcome.STORED),
                fetched.count(Outcome.KNOWN),
                fetched.count(Outcome.REJECTED),
                fetched.count(Outcome.EXPIRED),
                fetched.count(Outcome.DEAD_LETTERED),
                fetched.bytes(),
                held.purged(),
                held.shortage(),
                fetched.waitsFor());
    }

    /** Always null: {@code executeBlocking} wants a value. */
    private @Nullable Void tidy(Depot depot) {
        try {
            depot.tidy();
        } catch (IOException | KafkaException e) {
            LOG.atError()
                    .setCause(e)
                    .log("Not all dumps whose time is over were destroyed and told of, to be tried again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
