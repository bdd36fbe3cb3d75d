package dev.stopcode.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.admin.Change;
import dev.stopcode.schemas.admin.Difference;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SerdeKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicProvisionerIT {

    @TempDir
    private Path dir;

    @Test
    void shouldCreateOnceAndFindWhatDiffers() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
                EmbeddedRegistry embedded = EmbeddedRegistry.startInMemory(dir);
                SchemaRegistry registry = SchemaRegistry.connect(
                        Map.of(SerdeKeys.URL, embedded.url().toString()));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicProvisioner provisioner = new TopicProvisioner(admin, registry, "my.", 3, (short) -1);

            int schemas = (int) Topics.ALL.stream().filter(Topic::isAvro).count();

            // When
            List<Difference> before = provisioner.verify();
            List<Change> first = provisioner.create();
            List<Change> second = provisioner.create();

            // Then
            assertThat(before).hasSize(Topics.ALL.size() + 2 * schemas);
            assertThat(first)
                    .hasSize(Topics.ALL.size() + 2 * schemas)
                    .contains(
                            new Change(Change.Kind.TOPIC_CREATED, "my.cabs"),
                            new Change(Change.Kind.COMPATIBILITY_SET, "my.cabs-value"),
                            new Change(Change.Kind.SCHEMA_REGISTERED, "my.cabs-value"));
            assertThat(second).isEmpty();
            assertThat(provisioner.verify()).isEmpty();

            // When
            admin.createPartitions(Map.of("my.alerts", NewPartitions.increaseTo(5)))
                    .all()
                    .get();
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "my.cabs"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(provisioner.verify())
                            .extracting(Difference::name, Difference::problem)
                            .containsExactlyInAnyOrder(
                                    tuple("my.alerts", "5 partitions instead of 3"),
                                    tuple("my.cabs", "retention.ms=-1 instead of 2419200000")));
        }
    }
}
