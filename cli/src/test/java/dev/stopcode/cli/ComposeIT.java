package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.sandbox.port.Ports;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docker-compose.yml as it stands, with Connect and a database, two workers, and three topologies of which one is killed,
 * against its world.
 */
class ComposeIT {

    private static final String IMAGE = Docker.imageOfThisRun();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path dir;

    private static LocalDate today;
    private static World world;
    private static Docker docker;
    private static Installation installation;
    private static Contents contents;

    @BeforeAll
    static void run() throws Exception {
        // the processes go by the real date, and the world stays at the one at which it was made
        await().atMost(Duration.ofMinutes(11))
                .until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 50)));
        today = LocalDate.now(ZoneOffset.UTC);
        world = World.of(new WorldConfig(1, Size.SMALL, today));
        int kafka = Ports.reserve(0);
        int registry = Ports.reserve(0);
        Map<String, String> environment = new HashMap<>();
        environment.put("COMPOSE_PROJECT_NAME", "stopcode-test-" + kafka);
        environment.put("STOPCODE_IMAGE", IMAGE);
        environment.put("STOPCODE_PROPERTIES", "./docker/simulator.properties");
        environment.put("SIMULATOR_OPTIONS", "--today " + today);
        environment.put("KAFKA_PORT", Integer.toString(kafka));
        environment.put("REGISTRY_PORT", Integer.toString(registry));
        environment.put("POSTGRESQL_PORT", Integer.toString(Ports.reserve(0)));
        environment.put("POSTGRESQL_PASSWORD", "stopcode");
        docker = Docker.connect(environment);
        docker.build(IMAGE);
        Map<String, String> settings = Docker.properties("docker/simulator.properties");
        settings.put("kafka.bootstrap.servers", "localhost:" + kafka);
        settings.put("schema.registry.url", "http://localhost:" + registry + "/apis/ccompat/v7");
        installation = new Installation(dir.resolve("host"), settings);
        docker.compose(
                "--profile", "connect", "up", "--no-build", "--detach", "--scale", "streams=3", "--scale", "worker=2");
        Records records = installation.records();
        await().atMost(PATIENCE)
                .until(() -> !Contents.all(records, Topics.DRIVER_DAYS).isEmpty());
        docker.run("kill", containers("streams").getFirst());
        await().atMost(PATIENCE).until(installation::busy, Optional::isEmpty);
        contents = Contents.of(records);
    }

    private static List<String> containers(String service) {
        return docker.compose("ps", "--all", "--quiet", service).lines().toList();
    }

    @AfterAll
    static void stop() {
        if (installation != null) {
            installation.close();
            docker.compose("--profile", "connect", "down", "--volumes");
            docker.run("rmi", IMAGE);
        }
    }

    @Test
    void shouldCountWhatTheWorldCounts() {
        assertThat(contents.totals()).isEqualTo(Contents.totals(world, today));
    }

    @Test
    void shouldPrintAlerts() {
        List<String> drivers = contents.alerts().values().stream()
                .map(RegressionAlert::getDriverName)
                .toList();
        assertThat(drivers).isNotEmpty();
        assertThat(docker.compose("logs", "--no-color", "alerts")).contains(drivers);
    }

    @Test
    void shouldStoreDumpsForAllWorkers() {
        List<Cab> stored = contents.stored();
        assertThat(stored).isNotEmpty();
        List<String> workers = containers("worker");
        assertThat(workers).hasSize(2);
        for (String worker : workers) {
            String[] line = Stream.concat(
                            Stream.of("exec", worker, "sha256sum"),
                            stored.stream().map(ComposeIT::path))
                    .toArray(String[]::new);
            assertThat(docker.run(line).lines())
                    .containsExactlyElementsOf(stored.stream()
                            .map(cab -> cab.getSha256() + "  " + path(cab))
                            .toList());
        }
    }

    private static String path(Cab cab) {
        return URI.create(Optional.ofNullable(cab.getLocation()).orElseThrow()).getPath();
    }

    @Test
    void shouldFillTheTables() {
        // Given
        List<String> alerts = contents.alerts().values().stream()
                .map(alert -> alert.getAlertId() + ' ' + alert.getStatus())
                .toList();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sql("SELECT alert_id || ' ' || status FROM alerts")).containsExactlyInAnyOrderElementsOf(alerts);
            assertThat(sql("SELECT id FROM driver_days")).hasSameSizeAs(contents.days());
        });
    }

    private static List<String> sql(String query) {
        return docker.compose("exec", "-T", "postgresql", "psql", "-Atc", query, "stopcode", "stopcode")
                .lines()
                .toList();
    }

    @Test
    void shouldBeHealthy() {
        List<String> running = Stream.of(
                        "kafka", "registry", "simulator", "producer", "worker", "postgresql", "connect")
                .flatMap(service -> containers(service).stream())
                .toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running)
                        .hasSize(8)
                        .extracting(id -> docker.run("inspect", "--format", "{{.State.Health.Status}}", id))
                        .containsOnly("healthy"));
    }

    @Test
    void shouldGoOnWithoutTheKilled() {
        assertThat(containers("streams"))
                .extracting(id -> docker.run("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", id))
                .containsExactlyInAnyOrder("running 0", "running 0", "exited 137");
    }
}
