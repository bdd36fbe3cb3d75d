package dev.stopcode.producer;

import dev.stopcode.config.CallbackConfig;
import dev.stopcode.config.ReportConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.producer.callback.CallbackPath;
import dev.stopcode.producer.callback.CallbackServer;
import dev.stopcode.producer.details.DetailsRunner;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.fetch.Shutdown;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.producer.reports.Scheduling;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The harvester: reads every configured source into {@code failure-hits}, pass after pass, and answers detail
 * requests. Each source has a thread and a transactional producer of its own; {@code harvest.concurrency} of them read
 * at the same time. The topics must exist. One process harvests a source: a second one makes one of the two stop.
 */
public final class ProducerApp implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Shutdown shutdown = new Shutdown();
    private final List<SourceRunner> sources = new ArrayList<>();
    private final Map<String, Runnable> hints = new HashMap<>();
    private final @Nullable CallbackConfig callback;
    private @Nullable CallbackServer callbacks;
    private final DetailsRunner details;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param devCenter stays the caller's to close, after this app
     * @param clock says which day is today, in UTC, and when a pass is due
     */
    public ProducerApp(StopcodeConfig config, DevCenter devCenter, Clock clock, MeterRegistry meters) {
        this(
                config,
                devCenter,
                clock,
                meters,
                new KafkaClients(config.kafka()),
                () -> new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault()));
    }

    ProducerApp(
            StopcodeConfig config,
            DevCenter devCenter,
            Clock clock,
            MeterRegistry meters,
            KafkaClients clients,
            Supplier<Backoff> backoffs) {
        Semaphore places = new Semaphore(config.harvest().concurrency(), true);
        Function<String, SourceContext> contexts = id -> new SourceContext(
                id,
                config.harvest(),
                devCenter,
                clock,
                new Waits(shutdown, backoffs.get(), places),
                new SourceStatus(id, new HarvestMetrics(meters, id)));
        for (SourceConfig source : config.sources()) {
            SourceContext context = contexts.apply(source.id());
            sources.add(new SourceRunner(
                    context, config.kafka(), clients, publisher -> new HitsHarvest(context, source, publisher)));
        }
        this.callback = config.callback();
        for (ReportConfig report : config.reports()) {
            SourceContext context = contexts.apply(report.id());
            Scheduling scheduling = new Scheduling(report, devCenter.reports(), shutdown, callback(config, report));
            SourceRunner runner = new SourceRunner(
                    context,
                    config.kafka(),
                    clients,
                    publisher -> new ReportHarvest(context, report, scheduling, publisher));
            sources.add(runner);
            if (callback != null) {
                hints.put(CallbackPath.of(config.harvest().deviceKey(), report.id()), runner::hint);
            }
        }
        this.details = new DetailsRunner(config, clients, devCenter, clock, meters, shutdown, backoffs);
    }

    private static @Nullable URI callback(StopcodeConfig config, ReportConfig report) {
        return config.callback() == null
                ? null
                : CallbackPath.url(config.callback().url(), config.harvest().deviceKey(), report.id());
    }

    /**
     * Starts harvesting: a first pass begins at once, or goes on where the last process stood.
     *
     * @throws IllegalStateException if it cannot listen for callbacks of reports; nothing is started then
     */
    public void start() {
        // before a schedule names it
        if (callback != null) {
            callbacks = CallbackServer.start(callback, hints);
        }
        for (SourceRunner source : sources) {
            start("stopcode-harvest-" + source.progress().source(), source);
        }
        start("stopcode-details", details);
    }

    /** Starts a pass over every source at once instead of after the interval. */
    public void harvestNow() {
        sources.forEach(SourceRunner::harvestNow);
    }

    /**
     * Ends when each source has ended its first pass; exceptionally when a source stopped before that, or the app was
     * closed. Every source has then ended its pass or stopped.
     */
    public CompletionStage<Void> firstPass() {
        return CompletableFuture.allOf(
                sources.stream().map(SourceRunner::firstPass).toArray(CompletableFuture<?>[]::new));
    }

    /** Whether no pass is running or asked for, and no detail request is in work. */
    public boolean idle() {
        return sources.stream().allMatch(SourceRunner::idle)
                && !details.progress().inWork();
    }

    /** Where everything stands at this moment. */
    public HarvestProgress progress() {
        return new HarvestProgress(sources.stream().map(SourceRunner::progress).toList(), details.progress());
    }

    /** Ends the transactions in work, leaves the rest to the next start, and waits until all is closed. */
    @Override
    public void close() {
        shutdown.request();
        if (callbacks != null) {
            callbacks.close();
        }
        threads.forEach(ProducerApp::join);
    }

    private void start(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name(name).start(work));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
