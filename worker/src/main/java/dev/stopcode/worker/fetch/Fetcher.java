package dev.stopcode.worker.fetch;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.worker.result.Results;
import dev.stopcode.worker.retention.Depot;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;

/** Requests being fetched, several side by side; none waits for another's download. */
public final class Fetcher implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration RELEASE = Duration.ofSeconds(10);

    private final Patience patience = new Patience();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final AvroSerde<CabRequest> requests;
    private final List<Thread> loops;

    private Fetcher(StopcodeConfig config, Download download, Depot depot, Results results, FetchMetrics metrics) {
        KafkaConfig kafka = config.kafka();
        requests = AvroSerde.of(CabRequest.class, kafka.serdes());
        CabFetch fetch = new CabFetch(
                new RequestReader(requests.deserializer(), config.sources(), config.reports()),
                depot,
                download,
                results,
                patience,
                metrics,
                config.cabs().attempts());
        ShareGroup group = new ShareGroup(kafka);
        String topic = kafka.name(Topics.CAB_REQUESTS);
        loops = IntStream.range(0, config.cabs().concurrency())
                .mapToObj(number -> Thread.ofPlatform()
                        .name("fetch-" + number)
                        .unstarted(new RequestLoop(
                                group::join,
                                topic,
                                fetch::handle,
                                hands,
                                // the room first: it is to be looked at also while requests are held
                                () -> depot.room().isThere() && metrics.held() == 0,
                                patience,
                                metrics)))
                .toList();
    }

    /**
     * Joins the share group and begins to fetch.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster cannot be reached, or refuses
     */
    public static Fetcher start(
            StopcodeConfig config,
            DevCenter devCenter,
            Vertx vertx,
            Depot depot,
            Results results,
            FetchMetrics metrics) {
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            new ShareGroup(config.kafka()).configure(admin);
        }
        Download download = new Download(vertx, devCenter, depot, config.cabs().timeout(), metrics);
        Fetcher fetcher = new Fetcher(config, download, depot, results, metrics);
        fetcher.loops.forEach(Thread::start);
        return fetcher;
    }

    /** Takes no more requests, lets those in hand end for a while, then releases the rest for other workers. */
    @Override
    public void close() {
        patience.stop();
        join(DRAIN);
        hands.shutdownNow();
        join(RELEASE);
        requests.close();
    }

    private void join(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (Thread loop : loops) {
                loop.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
