package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.config.ConfigLoader;
import dev.stopcode.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The packaged image, beside a broker and a registry that are containers as well. */
class ImageIT {

    private static final String IMAGE = Docker.imageOfThisRun();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String REGISTRY_PATH = "/apis/ccompat/v7";

    private static Docker docker;
    private static Network network;
    private static KafkaContainer broker;
    private static GenericContainer<?> registry;

    @BeforeAll
    static void start() {
        docker = Docker.connect(Map.of());
        docker.build(IMAGE);
        network = Network.newNetwork();
        broker = new KafkaContainer(
                        DockerImageName.parse(docker.image("KAFKA_IMAGE")).asCompatibleSubstituteFor("apache/kafka"))
                .withNetwork(network)
                .withListener("kafka:19092")
                .withStartupTimeout(PATIENCE);
        registry = new GenericContainer<>(DockerImageName.parse(docker.image("REGISTRY_IMAGE")))
                .withNetwork(network)
                .withNetworkAliases("registry")
                .withExposedPorts(8080)
                .waitingFor(Wait.forHttp(REGISTRY_PATH + "/subjects"))
                .withStartupTimeout(PATIENCE);
        broker.start();
        registry.start();
        try (GenericContainer<?> topics = stopcode("topics", "create")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))) {
            topics.start();
        }
    }

    @AfterAll
    static void stop() {
        if (network != null) {
            registry.stop();
            broker.stop();
            network.close();
            docker.run("rmi", IMAGE);
        }
    }

    private static GenericContainer<?> stopcode(String... command) {
        return new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withNetwork(network)
                .withCommand(command)
                .withEnv("STOPCODE_CONFIG", "/etc/stopcode.properties")
                .withEnv("STOPCODE_KAFKA_BOOTSTRAP_SERVERS", "kafka:19092")
                .withEnv("STOPCODE_SCHEMA_REGISTRY_URL", "http://registry:8080" + REGISTRY_PATH)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Docker.ROOT.resolve("docker/simulator.properties"), 0644),
                        "/etc/stopcode.properties")
                .withCreateContainerCmdModifier(create -> create.getHostConfig().withTmpFs(Map.of("/tmp", "exec")));
    }

    @Test
    void shouldHarvestIntoTopics() throws Exception {
        try (GenericContainer<?> simulator =
                        stopcode("sandbox", "run", "--host", "simulator").withNetworkAliases("simulator");
                GenericContainer<?> harvest = stopcode("harvest");
                KafkaRecords records = new KafkaRecords(ConfigLoader.load(
                                null,
                                Map.of(),
                                Map.of(
                                        "kafka.bootstrap.servers",
                                        broker.getBootstrapServers(),
                                        "schema.registry.url",
                                        "http://" + registry.getHost() + ":" + registry.getMappedPort(8080)
                                                + REGISTRY_PATH))
                        .kafka())) {
            simulator.start();
            harvest.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Contents.all(records, Topics.FAILURE_HITS))
                            .extracting(hit -> hit.getSource())
                            .contains("windows-10-a", "windows-7-8", "oem"));
        }
    }

    @Test
    void shouldBeHealthyAndEndWhenItIsToldTo() {
        try (GenericContainer<?> stream =
                stopcode("stream").waitingFor(Wait.forHealthcheck()).withStartupTimeout(PATIENCE)) {
            // When
            stream.start();
            DockerClientFactory.instance()
                    .client()
                    .stopContainerCmd(stream.getContainerId())
                    .withTimeout(30)
                    .exec();

            // Then
            assertThat(stream.getCurrentContainerInfo().getState().getExitCodeLong())
                    .as(stream.getLogs())
                    .isEqualTo(143);
        }
    }

    @Test
    void shouldNeitherBeRootNorOwnItsFiles() throws Exception {
        try (GenericContainer<?> stream = stopcode("stream")) {
            stream.start();
            assertThat(stream.execInContainer("id", "-u").getStdout()).isEqualToIgnoringNewLines("10001");
            ExecResult touched = stream.execInContainer("touch", "/opt/stopcode/bin/stopcode");
            assertThat(touched.getStderr()).contains("Permission denied");
        }
    }

    @Test
    void shouldHaveTheSameLayersWhenItIsBuiltAgain() {
        String again = IMAGE + "-again";
        docker.build(again, "--no-cache");
        assertThat(layers(again)).isEqualTo(layers(IMAGE));
        docker.run("rmi", again);
    }

    private static String layers(String image) {
        return docker.run("inspect", "--format", "{{json .RootFS.Layers}}", image);
    }
}
