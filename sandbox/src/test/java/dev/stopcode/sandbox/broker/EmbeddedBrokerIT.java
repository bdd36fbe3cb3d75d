package dev.stopcode.sandbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.sandbox.port.PortInUseException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final String TOPIC = "topic";

    @TempDir
    private Path dir;

    @Test
    void shouldKeepRecordsAndClusterIdOverARestartOnAnotherPort() throws Exception {
        // Given
        String clusterId;
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            first = broker.bootstrapServers();
            clusterId = clusterId(broker);
            create(broker);
            produceInTransaction(broker, "before");
        }

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            produceInTransaction(broker, "after");

            // Then
            assertThat(broker.bootstrapServers()).isNotEqualTo(first);
            assertThat(clusterId(broker)).isEqualTo(clusterId);
            assertThat(consume(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void shouldKeepRecordsOverAKill() throws Exception {
        // Given
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(killed.inputReader(StandardCharsets.UTF_8).lines().anyMatch("produced"::equals))
                .isTrue();

        // When
        killed.destroyForcibly().waitFor();
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            produceInTransaction(broker, "after");

            // Then
            assertThat(consume(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherBrokerUses() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(dir.toString());
            assertThat(broker.bootstrapServers()).isNotEmpty();
        }
    }

    @Test
    void shouldServeShareGroups() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            // Given
            create(broker);
            produceInTransaction(broker, "work");
            try (Admin admin = admin(broker)) {
                admin.incrementalAlterConfigs(Map.of(
                                new ConfigResource(ConfigResource.Type.GROUP, "workers"),
                                List.of(
                                        set("share.auto.offset.reset", "earliest"),
                                        set("share.record.lock.duration.ms", "1000"))))
                        .all()
                        .get();
            }

            // When
            List<String> values = new ArrayList<>();
            try (KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(
                    clients(broker, Map.of("group.id", "workers")),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                consumer.subscribe(List.of(TOPIC));
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                    consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                    return !values.isEmpty();
                });
            }

            // Then
            assertThat(values).containsExactly("work");
        }
    }

    @Test
    void shouldListenOnLoopbackOnly() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
                Admin admin = admin(broker)) {
            assertThat(admin.describeCluster().nodes().get())
                    .allMatch(node -> node.host().equals("127.0.0.1"));
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void shouldSayThatAPortIsTaken() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When / Then
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, taken.getLocalPort()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("choose another port");
            assertThat(dir).isEmptyDirectory();
        }
    }

    /** A process that has a broker and waits to be killed. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] args) throws Exception {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0);
            create(broker);
            produceInTransaction(broker, "before");
            System.out.println("produced");
            int ignored = System.in.read();
            broker.close();
        }
    }

    private static void create(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void produceInTransaction(EmbeddedBroker broker, String value) {
        Map<String, Object> settings = clients(broker, Map.of("transactional.id", "test"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(TOPIC, "key", value));
            producer.commitTransaction();
            assertThat(sent).isDone();
        }
    }

    private static List<String> consume(EmbeddedBroker broker, int count) {
        Map<String, Object> settings = clients(
                broker,
                Map.of("group.id", "readers", "isolation.level", "read_committed", "auto.offset.reset", "earliest"));
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    private static String clusterId(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(clients(broker, Map.of()));
    }

    private static Map<String, Object> clients(EmbeddedBroker broker, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }

    private static AlterConfigOp set(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }
}
