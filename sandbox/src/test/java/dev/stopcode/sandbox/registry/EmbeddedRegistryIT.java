package dev.stopcode.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.stopcode.sandbox.port.PortInUseException;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.Compatibility;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SchemaRegistryException;
import dev.stopcode.schemas.serde.SerdeKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

    private static final String TOPIC = "requests";

    @TempDir
    private Path dir;

    @Test
    void shouldKeepSchemasAndIdsOverARestart() {
        // Given
        byte[] written;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dir, 0)) {
            written = serializer(registry, true).serialize(TOPIC, request());
        }

        // When
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dir, 0)) {
            byte[] again = serializer(registry, false).serialize(TOPIC, request());

            // Then
            assertThat(again).isEqualTo(written);
            assertThat(deserializer(registry).deserialize(TOPIC, written)).isEqualTo(request());
        }
    }

    @Test
    void shouldEnforceFullTransitiveCompatibility() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.startInMemory(dir);
                SchemaRegistry client = SchemaRegistry.connect(settings(registry, false))) {
            // Given
            Schema first = SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
            client.setCompatibility("s", Compatibility.FULL_TRANSITIVE);
            int id = client.register("s", first);

            // When / Then
            assertThatThrownBy(() -> client.register(
                            "s",
                            SchemaBuilder.record("R")
                                    .fields()
                                    .requiredInt("a")
                                    .requiredInt("b")
                                    .endRecord()))
                    .asInstanceOf(type(SchemaRegistryException.class))
                    .matches(SchemaRegistryException::isIncompatible);
            assertThat(client.compatibility("s")).contains(Compatibility.FULL_TRANSITIVE);
            assertThat(client.idOf("s", first)).isEqualTo(id);
            assertThat(client.byId(id)).isEqualTo(first);
            assertThat(client.latest("s")).map(schema -> schema.version()).contains(1);
            assertThat(client.latest("other")).isEmpty();
            assertThat(client.compatibility("other")).isEmpty();
            assertThatThrownBy(() -> client.idOf("other", first))
                    .asInstanceOf(type(SchemaRegistryException.class))
                    .matches(SchemaRegistryException::isNotFound);
        }
    }

    @Test
    void shouldEndWithAKilledParent() throws Exception {
        // Given
        Process parent = startParent();
        ProcessHandle child = Child.of(parent).process();

        // When
        parent.destroyForcibly().waitFor();

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
    }

    @Test
    void shouldTakeThePlaceOfTheOneThatAKilledParentLeft() throws Exception {
        // Given
        Process parent = startParent();
        Child child = Child.of(parent);

        // When
        parent.destroyForcibly().waitFor();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dir, child.port())) {
            // Then
            assertThat(registry.url().getPort()).isEqualTo(child.port());
            assertThat(child.process().isAlive()).isFalse();
        }
    }

    @Test
    void shouldOutliveTheSignalsThatStopItsParent() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.startInMemory(dir);
                SchemaRegistry client = SchemaRegistry.connect(settings(registry, false))) {
            ProcessHandle process = ProcessHandle.of(registry.pid()).orElseThrow();
            for (String signal : List.of("HUP", "INT", "TERM")) {
                // When
                new ProcessBuilder("kill", "-s", signal, Long.toString(registry.pid()))
                        .start()
                        .waitFor();

                // Then
                Awaitility.await().during(Duration.ofMillis(500)).until(process::isAlive);
                assertThat(client.subjects()).isEmpty();
            }
        }
    }

    @Test
    void shouldReportTheDeathOfTheProcessAtOnce() throws IOException {
        // Given
        Files.writeString(dir.resolve("quarkus-run.jar"), "not a jar");

        // When / Then
        assertThatThrownBy(() -> EmbeddedRegistry.start(dir, null, dir, 0))
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining("ended with exit code 1")
                .hasMessageContaining("ClassNotFoundException");
    }

    @Test
    void shouldSayThatTheRegistryIsMissing() {
        assertThatThrownBy(() -> EmbeddedRegistry.start(dir, null, dir, 0))
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining(dir.toString());
    }

    @Test
    void shouldSayThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedRegistry.start(dir, taken.getLocalPort()))
                    .isInstanceOf(PortInUseException.class);
        }
    }

    /** A process that has a registry and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws IOException {
            EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(args[0]), 0);
            System.out.println(
                    "registry " + registry.pid() + " " + registry.url().getPort());
            int ignored = System.in.read();
            registry.close();
        }
    }

    private Process startParent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-D" + EmbeddedRegistry.HOME_PROPERTY + "="
                                + System.getProperty(EmbeddedRegistry.HOME_PROPERTY),
                        Parent.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The registry that a parent has. */
    private record Child(ProcessHandle process, int port) {

        static Child of(Process parent) throws IOException {
            BufferedReader output = parent.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("registry")) {
                    ProcessHandle process =
                            ProcessHandle.of(Long.parseLong(words[1])).orElseThrow();
                    return new Child(process, Integer.parseInt(words[2]));
                }
            }
            throw new AssertionError("the parent ended before its registry was ready");
        }
    }

    private static Serializer<DetailRequest> serializer(EmbeddedRegistry registry, boolean register) {
        return AvroSerde.of(DetailRequest.class, settings(registry, register)).serializer();
    }

    private static Deserializer<DetailRequest> deserializer(EmbeddedRegistry registry) {
        return AvroSerde.of(DetailRequest.class, settings(registry, false)).deserializer();
    }

    private static Map<String, ?> settings(EmbeddedRegistry registry, boolean register) {
        return Map.of(SerdeKeys.URL, registry.url().toString(), SerdeKeys.AUTO_REGISTER, register);
    }

    private static DetailRequest request() {
        return DetailRequest.newBuilder()
                .setFailureHash("0d901479-bf1f-b842-76f2-3db7e4feaedd")
                .setAlertId("a1")
                .setSources(List.of("oem"))
                .setStartDate(LocalDate.of(2026, 3, 1))
                .setEndDate(LocalDate.of(2026, 3, 2))
                .setReason("test")
                .build();
    }
}
