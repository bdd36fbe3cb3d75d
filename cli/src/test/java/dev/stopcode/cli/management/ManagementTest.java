package dev.stopcode.cli.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.config.ManagementConfig;
import dev.stopcode.producer.HarvestProgress;
import dev.stopcode.producer.SourceProgress;
import dev.stopcode.producer.details.DetailsProgress;
import dev.stopcode.sandbox.port.Ports;
import dev.stopcode.worker.WorkerProgress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ManagementConfig config = new ManagementConfig("127.0.0.1", Ports.reserve(0));
    private final Management management = new Management(config);

    @AfterEach
    void close() {
        management.close();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        URI uri = URI.create("http://" + config.host() + ":" + config.port() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return ask("GET", path);
    }

    @Test
    void shouldBeAliveButNotReadyBeforeTheProcessHasStarted() throws Exception {
        // When
        HttpResponse<String> live = get("/health/live");
        HttpResponse<String> ready = get("/health/ready");

        // Then
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualToIgnoringNewLines("""
                        {"status":"DOWN","checks":[{"name":"start","status":"DOWN","data":{"reason":"not over"}}]}""");
    }

    @Test
    void shouldSayWhatKeepsTheProcessFromItsWork() throws Exception {
        // Given
        management.watch(() -> "", () -> Map.of("store", "cabs.store.limit is reached"));

        // When
        HttpResponse<String> ready = get("/health/ready");

        // Then
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"reason\":\"cabs.store.limit is reached\"");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeDeadOnceTheProcessCannotGoOn() throws Exception {
        // Given
        management.watch(() -> "The topology has stopped.", () -> Checks.topology(KafkaStreams.State.ERROR));

        // When
        HttpResponse<String> live = get("/health/live");

        // Then
        assertThat(live.statusCode()).isEqualTo(503);
        assertThat(live.body()).contains("The topology has stopped.");
        assertThat(get("/health/ready").body()).contains("state ERROR");
    }

    @Test
    void shouldBeReadyWhereNothingFails() throws Exception {
        // Given
        management.watch(() -> "", () -> Checks.topology(KafkaStreams.State.RUNNING));

        // When
        HttpResponse<String> ready = get("/health/ready");

        // Then
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(ready.body()).isEqualToIgnoringNewLines("""
                        {"status":"UP","checks":[{"name":"topology","status":"UP"}]}""");
    }

    @Test
    void shouldCheckEachSource() {
        // Given
        SourceProgress fine = new SourceProgress("oem", 1, 1, 1, 1, 0, true, false, null);
        SourceProgress stopped = new SourceProgress("w10", 1, 0, 0, 0, 0, false, true, "Check the client secret");

        // When
        Map<String, String> checks = Checks.harvest(
                new HarvestProgress(List.of(fine, stopped), new DetailsProgress(0, 0, 0, false, false, "Throttled")));

        // Then
        assertThat(checks)
                .containsOnly(
                        Map.entry("source oem", ""),
                        Map.entry("source w10", "Check the client secret"),
                        Map.entry("details", "Throttled"));
    }

    @Test
    void shouldCheckTheRoomForDumpsAndTheRequestsThatAreHeld() {
        // When
        Map<String, String> checks = Checks.store(new WorkerProgress(2, 1, 0, 0, 0, 0, 0, 0, 0, "full", "no leader"));

        // Then
        assertThat(checks).containsOnly(Map.entry("store", "full"), Map.entry("requests", "no leader"));
    }

    @Test
    void shouldServeWhatTheProcessCounts() throws Exception {
        // Given
        management.meters().counter("stopcode.rows", "outcome", "new").increment(3);

        // When
        HttpResponse<String> metrics = get("/metrics");

        // Then
        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains(
                        "stopcode_rows_total{outcome=\"new\"} 3.0", "jvm_memory_used_bytes", "process_uptime_seconds");
    }

    @Test
    void shouldAnswerHeadWithoutABodyAndRefuseTheRest() throws Exception {
        // When
        HttpResponse<String> head = ask("HEAD", "/health/live");
        HttpResponse<String> post = ask("POST", "/health/live");
        HttpResponse<String> elsewhere = get("/");

        // Then
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(elsewhere.body()).contains("/metrics");
    }

    @Test
    void shouldSayWhatToSetWhereItCannotListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> new Management(new ManagementConfig("127.0.0.1", taken.getLocalPort())))
                    .withMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .withMessageContaining("management.port");
        }
    }
}
