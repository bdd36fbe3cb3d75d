package dev.stopcode.producer;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.CallbackConfig;
import dev.stopcode.config.DetectionConfig;
import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.ReportConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StreamsConfig;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real broker and a real registry, started once for all tests; every test has a prefix, and so topics, of its own.
 */
final class Cluster implements AutoCloseable {

    static final int PARTITIONS = 3;

    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private Cluster(Path dir) {
        this.registry = EmbeddedRegistry.startInMemory(dir);
        this.broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
    }

    /** A configuration with a prefix that nobody else has, its topics made. */
    StopcodeConfig installation(HarvestConfig harvest, SourceConfig... sources) throws Exception {
        return installation(harvest, List.of(sources), List.of());
    }

    /** Likewise, with reports. */
    StopcodeConfig installation(HarvestConfig harvest, List<SourceConfig> sources, List<ReportConfig> reports)
            throws Exception {
        return installation(harvest, sources, reports, null);
    }

    /** Likewise, with callbacks of them. */
    StopcodeConfig installation(
            HarvestConfig harvest,
            List<SourceConfig> sources,
            List<ReportConfig> reports,
            @Nullable CallbackConfig callback)
            throws Exception {
        KafkaConfig kafka = new KafkaConfig(
                "it" + INSTALLATIONS.incrementAndGet() + ".",
                PARTITIONS,
                (short) 1,
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transaction.timeout.ms", "6000"),
                Map.of(
                        "schema.registry.url", registry.url().toString(),
                        "auto.register.schemas", "true",
                        "avro.remove.java.properties", "true"));
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            admin.createTopics(Topics.ALL.stream()
                            .map(topic -> newTopic(topic, kafka))
                            .toList())
                    .all()
                    .get();
        }
        return new StopcodeConfig(
                kafka,
                null,
                sources,
                reports,
                callback,
                harvest,
                new StreamsConfig(StreamsConfig.Stores.MEMORY, Path.of("unused"), 1),
                new DetectionConfig(165, Sensitivity.NORMAL, List.of(1.0), 3, 36, Set.of(), Set.of()),
                new CabConfig(
                        new CabBudget(1, 20, 20),
                        1,
                        1,
                        Duration.ofHours(1),
                        1,
                        StoreConfig.directory(Path.of("unused"))),
                null);
    }

    private static NewTopic newTopic(Topic<?> topic, KafkaConfig kafka) {
        return new NewTopic(kafka.name(topic), topic.partitions(PARTITIONS), (short) 1).configs(topic.config());
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }

    /** Hands the one cluster to tests that ask for it, and closes it after the last. */
    static final class Extension implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Cluster.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Cluster.class, type -> start(), Cluster.class);
        }

        private static Cluster start() {
            try {
                return new Cluster(Files.createTempDirectory("stopcode-producer"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
