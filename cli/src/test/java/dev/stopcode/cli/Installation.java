package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.pipeline.Idleness;
import dev.stopcode.config.ConfigLoader;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.StreamsApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Topics of their own on a cluster, and the processes that a configuration file leads there. */
final class Installation implements AutoCloseable {

    private final Path dir;
    private final Path file;
    private final StopcodeConfig config;
    private final Idleness backlog;

    /** @param dir holds file, state, store and what the processes print */
    Installation(Path dir, Map<String, String> settings) throws IOException {
        this.dir = Files.createDirectory(dir);
        this.file = dir.resolve("stopcode.properties");
        List<String> lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        Files.write(file, lines);
        this.config = ConfigLoader.load(file, Map.of(), Map.of());
        this.backlog = new Idleness(config.kafka());
    }

    StopcodeProcess start(String command) {
        return StopcodeProcess.start(dir, command, "--config", file.toString());
    }

    void createTopics() throws InterruptedException {
        try (StopcodeProcess topics = StopcodeProcess.start(dir, "topics", "create", "--config", file.toString())) {
            assertThat(topics.await(60)).as(topics.err()).isZero();
        }
    }

    /** Lets the cluster miss a dead instance of the topology after that time instead of its default. */
    void missTopologyAfter(Duration time) throws Exception {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, StreamsApp.applicationId(config.kafka()));
        ConfigEntry timeout = new ConfigEntry("streams.session.timeout.ms", Long.toString(time.toMillis()));
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            admin.incrementalAlterConfigs(Map.of(group, List.of(new AlterConfigOp(timeout, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    Records records() {
        return new KafkaRecords(config.kafka());
    }

    /** Downloads in the store that are not whole. */
    List<Path> incoming() {
        Path incoming = Path.of(config.cabs().store().location().toString(), "incoming");
        if (!Files.exists(incoming)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(incoming)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes them an hour older: only then is a worker that starts sure that no other goes on with them. */
    void ageIncoming() {
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        try {
            for (Path file : incoming()) {
                Files.setLastModifiedTime(file, before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who has something left to harvest, to evaluate or to fetch; empty if nobody has. */
    Optional<String> busy() {
        List<HarvestCheckpoint> checkpoints = records().latestValues(Topics.HARVEST_CHECKPOINTS);
        boolean harvested = checkpoints.size() == config.sources().size()
                && checkpoints.stream().allMatch(checkpoint -> checkpoint.getPassCompletedAt() != null);
        return harvested ? backlog.busy() : Optional.of("the harvest of sources");
    }

    @Override
    public void close() {
        backlog.close();
    }
}
