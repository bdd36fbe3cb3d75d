package dev.stopcode.benchmarks.endtoend;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.DetectionConfig;
import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StreamsConfig;
import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.SchemaRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures CPU per row of the topology beside consuming, decoding and passing on the same rows, in one run on one
 * machine. The broker and each case have a JVM of their own. Ratios between the lines mean more than the figures.
 */
public final class EndToEnd {

    private static final int PARTITIONS = 4;

    private EndToEnd() {}

    /**
     * Takes the size of the simulated world and the topology's store, medium and memory by default; prints the table.
     * The system property {@code recordings} names a directory for flight recordings of the cases, which cost some CPU.
     */
    public static void main(String[] args) throws Exception {
        Size size = args.length == 0 ? Size.MEDIUM : Size.valueOf(args[0].toUpperCase(Locale.ROOT));
        Stores stores = args.length < 2 ? Stores.MEMORY : Stores.valueOf(args[1].toUpperCase(Locale.ROOT));
        Path directory = Files.createTempDirectory("stopcode-benchmark");
        Process broker = java(
                BrokerProcess.class,
                List.of("broker", directory.resolve("kafka").toString()));
        try (BufferedReader brokerSays = broker.inputReader();
                EmbeddedRegistry registry = EmbeddedRegistry.startInMemory(directory)) {
            String bootstrapServers = brokerSays.readLine();
            String registryUrl = registry.url().toString();
            KafkaConfig kafka =
                    config(bootstrapServers, registryUrl, directory, stores).kafka();
            createTopics(kafka);
            long rows = new WorldFeed(kafka).feed(size);
            System.out.printf(Locale.ROOT, "%d rows, %d partitions%n%n", rows, PARTITIONS);
            System.out.printf("%-18s %10s %10s %10s%n", "case", "job µs/row", "broker", "rows/s");
            for (Cases which : Cases.values()) {
                measure(
                        which,
                        rows,
                        broker,
                        List.of(bootstrapServers, registryUrl, directory.toString(), stores.name()));
            }
        } finally {
            broker.getOutputStream().close();
            broker.waitFor();
            Utils.delete(directory.toFile());
        }
    }

    private static void measure(Cases which, long rows, Process broker, List<String> where)
            throws IOException, InterruptedException {
        Duration brokerBefore = cpu(broker);
        Process process = java(
                CaseProcess.class,
                List.of(
                        which.name(),
                        Long.toString(rows),
                        where.get(0),
                        where.get(1),
                        where.get(2) + "/" + which,
                        where.get(3)));
        String line;
        try (BufferedReader says = process.inputReader()) {
            line = says.readLine();
        }
        process.waitFor();
        if (line == null) {
            throw new IllegalStateException(which + " ended without a result");
        }
        String[] figures = line.split(" ", -1);
        double done = Double.parseDouble(figures[0]);
        System.out.printf(
                Locale.ROOT,
                "%-18s %10.2f %10.2f %10.0f%n",
                which.name().toLowerCase(Locale.ROOT),
                Double.parseDouble(figures[1]) / done / 1e3,
                cpu(broker).minus(brokerBefore).toNanos() / (double) rows / 1e3,
                done / Double.parseDouble(figures[2]) * 1e9);
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Process java(Class<?> main, List<String> args) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseParallelGC", "-Xmx4g"));
        String recordings = System.getProperty("recordings", "");
        if (!recordings.isEmpty()) {
            line.add("-Xlog:jfr*=off");
            line.add("-XX:StartFlightRecording:settings=profile,filename="
                    + Path.of(recordings, args.getFirst() + ".jfr"));
        }
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(args);
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void createTopics(KafkaConfig kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.clientSettings());
                SchemaRegistry registry = SchemaRegistry.connect(kafka.serdes())) {
            new TopicProvisioner(admin, registry, kafka.prefix(), kafka.partitions(), kafka.replicationFactor())
                    .create();
            admin.createTopics(List.of(new NewTopic(copyTopic(kafka), PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Where the pass-through writes to. */
    static String copyTopic(KafkaConfig kafka) {
        return kafka.name(Topics.FAILURE_HITS) + "-copy";
    }

    static StopcodeConfig config(String bootstrapServers, String registry, Path directory, Stores stores) {
        return new StopcodeConfig(
                new KafkaConfig(
                        "stopcode.",
                        PARTITIONS,
                        (short) 1,
                        Map.of("bootstrap.servers", bootstrapServers),
                        Map.of("schema.registry.url", registry)),
                null,
                List.of(),
                List.of(),
                null,
                new HarvestConfig(90, 10, Duration.ofHours(6), 10_000, 4, 3, ""),
                new StreamsConfig(stores, directory, 1),
                new DetectionConfig(165, Sensitivity.NORMAL, List.of(1.0), 3, 36, Set.of(), Set.of()),
                new CabConfig(new CabBudget(3, 20, 20), 1, 1, Duration.ofHours(1), 1, StoreConfig.directory(directory)),
                null);
    }
}
