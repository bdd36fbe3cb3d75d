package dev.stopcode.cli.pipeline;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.Background;
import dev.stopcode.cli.management.Checks;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.producer.HarvestProgress;
import dev.stopcode.producer.ProducerApp;
import dev.stopcode.producer.SourceProgress;
import dev.stopcode.streams.StreamsApp;
import dev.stopcode.worker.WorkerApp;
import dev.stopcode.worker.WorkerProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** Producer, topology and worker in this process. The topics must exist. */
public final class Pipeline implements AutoCloseable {

    private final MeterRegistry meters;
    private final StreamsApp streams;
    private final ProducerApp producer;
    private final WorkerApp worker;
    private final Backlog backlog;
    private final CompletableFuture<Void> firstPass;

    /**
     * Starts all three.
     *
     * @param devCenter the caller's to close, like Vert.x, after this
     * @param meters where the three count what they do
     */
    public Pipeline(StopcodeConfig config, DevCenter devCenter, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.meters = meters;
        this.streams = new StreamsApp(config, meters, Duration.between(Instant.now(), clock.instant()));
        this.producer = new ProducerApp(config, devCenter, clock, meters);
        // whatever day is simulated, the files are kept by the calendar of the machine that they lie on
        this.worker = new WorkerApp(config, devCenter, vertx, Clock.systemUTC(), meters);
        this.backlog = new Backlog(config.kafka());
        // the one that may fail first: it listens where the configuration says
        producer.start();
        streams.start();
        worker.start();
        this.firstPass = producer.firstPass().toCompletableFuture();
    }

    /**
     * What there is to do. The answer {@link Stage#IDLE} holds: there was a moment at which nothing was left anywhere.
     *
     * @throws UserError if the topology has given up, or a source before its first pass was over
     */
    public Stage stage() {
        check();
        if (!firstPass.isDone()) {
            return Stage.HARVEST;
        }
        Optional<Map<TopicPartition, Long>> before = backlog.ends();
        if (before.isEmpty() || !producer.idle()) {
            return Stage.EVALUATE;
        }
        if (backlog.ofStreams(before.get()) || backlog.ofDetails(before.get())) {
            return Stage.EVALUATE;
        }
        if (backlog.ofWorker(before.get())) {
            return Stage.FETCH;
        }
        // what a reader wrote while it was looked at is work for another that was found idle before
        return producer.idle() && backlog.ends().equals(before) ? Stage.IDLE : Stage.EVALUATE;
    }

    private void check() {
        if (!failure().isEmpty()) {
            throw UserError.failed(failure());
        }
        if (firstPass.isCompletedExceptionally()) {
            throw UserError.failed(String.join("\n", stoppedSources()));
        }
    }

    /** Why the pipeline cannot go on, empty while it can. */
    public String failure() {
        return streams.failure();
    }

    /** By name what keeps parts of it from their work, empty where nothing does. */
    public Map<String, String> checks() {
        Map<String, String> checks = new TreeMap<>(Checks.harvest(harvest()));
        checks.putAll(Checks.topology(streams.state()));
        checks.putAll(Checks.store(worker()));
        return checks;
    }

    /** Sources that wait for somebody to look at them, each with the reason. */
    public List<String> stoppedSources() {
        return harvest().sources().stream()
                .filter(SourceProgress::stopped)
                .map(source -> "Source " + source.source() + " is no longer harvested: " + source.error())
                .toList();
    }

    public HarvestProgress harvest() {
        return producer.progress();
    }

    public WorkerProgress worker() {
        return worker.progress();
    }

    /** How many rows had an outcome in deduplication since the start, by the metric's tag. */
    public long rows(String outcome) {
        Counter counter = meters.find("stopcode.rows").tag("outcome", outcome).counter();
        return counter == null ? 0 : Math.round(counter.count());
    }

    /** Stops the three at the same time: each ends what it has in hand. */
    @Override
    public void close() {
        backlog.close();
        CompletableFuture.allOf(
                        Background.run("stop-producer", producer::close),
                        Background.run("stop-streams", streams::close),
                        Background.run("stop-worker", worker::close))
                .join();
    }
}
