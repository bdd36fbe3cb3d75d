package dev.stopcode.worker.fetch;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.worker.store.LocalCabStore;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Requests being fetched, several side by side; none waits for another's download. */
public final class Fetcher implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration RELEASE = Duration.ofSeconds(10);

    private final Patience patience = new Patience();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final AvroSerde<CabRequest> requests;
    private final AvroSerde<Cab> cabs;
    private final Producer<byte[], byte[]> producer;
    private final List<Thread> loops;

    private Fetcher(StopcodeConfig config, Download download, LocalCabStore store, Clock clock, FetchMetrics metrics) {
        KafkaConfig kafka = config.kafka();
        requests = AvroSerde.of(CabRequest.class, kafka.serdes());
        cabs = AvroSerde.of(Cab.class, kafka.serdes());
        producer = producer(kafka);
        CabFetch fetch = new CabFetch(
                new RequestReader(requests.deserializer(), config.sources()),
                store,
                download,
                new Results(producer, cabs.serializer(), kafka, clock),
                patience,
                metrics,
                config.cabs().attempts());
        ShareGroup group = new ShareGroup(kafka);
        String topic = kafka.name(Topics.CAB_REQUESTS);
        loops = IntStream.range(0, config.cabs().concurrency())
                .mapToObj(number -> Thread.ofPlatform()
                        .name("fetch-" + number)
                        .unstarted(new RequestLoop(group::join, topic, fetch::handle, hands, patience, metrics)))
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
            LocalCabStore store,
            Vertx vertx,
            Clock clock,
            FetchMetrics metrics) {
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            new ShareGroup(config.kafka()).configure(admin);
        }
        Download download = new Download(vertx, devCenter, store, metrics);
        Fetcher fetcher = new Fetcher(config, download, store, clock, metrics);
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
        producer.close(RELEASE);
        requests.close();
        cabs.close();
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

    private static Producer<byte[], byte[]> producer(KafkaConfig kafka) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
