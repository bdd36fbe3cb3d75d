package dev.stopcode.benchmarks.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.DetectionConfig;
import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StreamsConfig;
import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.api.DevCenterSimulator;
import dev.stopcode.sandbox.api.SimulatorConfig;
import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.worker.WorkerApp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures how many dumps a worker brings into a directory, from the simulated Dev Center of the same process, beside
 * writing as many files of the same size to the same disk, one after the other, each forced onto it.
 */
public final class DumpBenchmark {

    private record Load(int dumps, int bytes) {}

    private static final List<Load> LOADS = List.of(new Load(1_000, 200_000), new Load(50, 20_000_000));
    private static final List<Integer> CONCURRENCIES = List.of(1, 4);

    private DumpBenchmark() {}

    /** Takes the directory to write to, a new one below the system's for temporary files by default. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory(
                args.length == 0 || args[0].isEmpty()
                        ? Path.of(System.getProperty("java.io.tmpdir"))
                        : Path.of(args[0]),
                "stopcode-dumps");
        Vertx vertx = Vertx.vertx();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
                EmbeddedRegistry registry = EmbeddedRegistry.startInMemory(directory.resolve("registry"))) {
            System.out.printf("%-24s %10s %10s %10s%n", "case", "bytes", "dumps/s", "MB/s");
            for (Load load : LOADS) {
                print("plain files", load, write(load, Files.createDirectory(directory.resolve("plain" + load.bytes))));
                for (int concurrency : CONCURRENCIES) {
                    String name = load.bytes + "-" + concurrency;
                    KafkaConfig kafka = new KafkaConfig(
                            name + ".",
                            4,
                            (short) 1,
                            Map.of("bootstrap.servers", broker.bootstrapServers()),
                            Map.of("schema.registry.url", registry.url().toString()));
                    Duration time = fetch(load, concurrency, kafka, vertx, directory.resolve(name));
                    print("worker, " + concurrency + " at a time", load, time);
                }
            }
        } finally {
            vertx.close().await();
            Utils.delete(directory.toFile());
        }
    }

    private static void print(String name, Load load, Duration time) {
        double seconds = time.toNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-24s %10d %10.1f %10.1f%n",
                name,
                load.bytes,
                load.dumps / seconds,
                load.dumps / seconds * load.bytes / 1e6);
    }

    private static Duration write(Load load, Path directory) throws IOException {
        MadeUpDumps dumps = new MadeUpDumps(load.bytes);
        long start = System.nanoTime();
        for (int number = 0; number < load.dumps; number++) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(dumps.cab("id " + number, LocalDate.EPOCH).orElseThrow());
            try (FileChannel file = FileChannel.open(directory.resolve("dump" + number), CREATE_NEW, WRITE)) {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The time from the first dump that is stored, when the worker is warm and in the group, to the last. */
    private static Duration fetch(Load load, int concurrency, KafkaConfig kafka, Vertx vertx, Path store)
            throws Exception {
        DevCenterSimulator simulator = DevCenterSimulator.start(vertx, SimulatorConfig.of(new MadeUpDumps(load.bytes)))
                .await();
        DevCenterConfig tenant = tenant(simulator);
        DevCenterClient client = DevCenterClient.create(vertx, tenant);
        createTopics(kafka);
        try (WorkerApp worker = new WorkerApp(
                config(kafka, tenant, concurrency, store),
                client,
                vertx,
                Clock.systemUTC(),
                new SimpleMeterRegistry())) {
            worker.start();
            request(kafka, 1);
            await(worker, 1);
            long start = System.nanoTime();
            request(kafka, load.dumps);
            await(worker, load.dumps + 1);
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            client.close().await();
            simulator.close().await();
        }
    }

    private static void await(WorkerApp worker, long stored) throws InterruptedException {
        while (worker.progress().stored() < stored) {
            Thread.sleep(5);
        }
    }

    private static void request(KafkaConfig kafka, int count) throws Exception {
        String topic = kafka.name(Topics.CAB_REQUESTS);
        try (AvroSerde<CabRequest> serde = AvroSerde.of(CabRequest.class, kafka.serdes());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        kafka.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                String id = UUID.randomUUID().toString();
                CabRequest request = CabRequest.newBuilder()
                        .setCabIdHash(id)
                        .setFailureHash("failure")
                        .setSource("w10")
                        .setAlertId("alert")
                        .setDriverName("fastboot.sys")
                        .setEventTime(Instant.EPOCH)
                        .setReason("newest")
                        .build();
                sent.add(producer.send(new ProducerRecord<>(
                        topic, id.getBytes(UTF_8), serde.serializer().serialize(topic, request))));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private static void createTopics(KafkaConfig kafka) {
        try (Admin admin = Admin.create(kafka.clientSettings());
                SchemaRegistry registry = SchemaRegistry.connect(kafka.serdes())) {
            new TopicProvisioner(admin, registry, kafka.prefix(), kafka.partitions(), kafka.replicationFactor())
                    .create();
        }
    }

    private static DevCenterConfig tenant(DevCenterSimulator simulator) {
        return new DevCenterConfig(
                simulator.api(),
                simulator.tokenUrl(),
                "resource",
                new DevCenterConfig.Credentials(simulator.clientId(), simulator.clientSecret()),
                Set.of(simulator.blobHost()),
                100_000,
                16,
                1,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                DevCenterConfig.Transport.DIRECT);
    }

    private static StopcodeConfig config(KafkaConfig kafka, DevCenterConfig tenant, int concurrency, Path store) {
        return new StopcodeConfig(
                kafka,
                tenant,
                List.of(new SourceConfig("w10", Flavour.WINDOWS_10, "application", true)),
                List.of(),
                null,
                new HarvestConfig(90, 10, Duration.ofHours(6), 10_000, 4, 3, ""),
                new StreamsConfig(Stores.MEMORY, store, 1),
                new DetectionConfig(165, Sensitivity.NORMAL, List.of(1.0), 3, 36, Set.of(), Set.of()),
                new CabConfig(
                        new CabBudget(3, 20, 20),
                        concurrency,
                        1,
                        Duration.ofHours(1),
                        1L << 30,
                        StoreConfig.directory(store)),
                null);
    }
}
