package dev.stopcode.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Alerts at a webhook and in a file. */
@ExtendWith(Servers.Parameter.class)
class AlertFeedIT {

    private static final String DRIVER = "fastboot.sys";

    @TempDir
    private static Path directory;

    private static Webhook webhook;
    private static Installation installation;
    private static String connector;

    @BeforeAll
    static void start(Servers servers) throws Exception {
        webhook = new Webhook();
        installation = new Installation(servers, "feed.");
        send("history");
        connector = installation.connect(
                "webhook.json",
                Map.of(
                        "http.url", webhook.url(),
                        "http.authorization.type", "static",
                        "http.headers.authorization", "${env:STOPCODE_WEBHOOK_AUTHORIZATION}",
                        "max.retries", "4",
                        "retry.backoff.ms", "50"));
        await().atMost(Installation.PATIENCE).until(() -> {
            send("first");
            return webhook.receivedIds().contains("first");
        });
    }

    @AfterAll
    static void stop() {
        installation.close();
        webhook.close();
    }

    private static void send(String id) throws Exception {
        installation.send(Topics.REGRESSION_ALERTS, DRIVER, Samples.alert(id, DRIVER, AlertStatus.OPEN));
    }

    private static void awaitReceived(String id) {
        await().atMost(Installation.PATIENCE).until(() -> webhook.receivedIds().contains(id));
    }

    @Test
    void shouldPostNewAlertsAsJson() throws Exception {
        // When
        send("posted");

        // Then
        awaitReceived("posted");
        JsonNode alert = webhook.received.getLast();
        assertThat(alert.get("startDate").textValue()).isEqualTo("2026-11-17");
        assertThat(alert.get("updatedAt").textValue()).isEqualTo("2026-11-20T06:00:00Z");
        assertThat(alert.at("/contributors/0/value").textValue()).isEqualTo("DE");
        assertThat(webhook.authorizations).containsOnly("Bearer of news");
        assertThat(webhook.receivedIds()).doesNotContain("history");
    }

    @Test
    void shouldPostAgainWhileTheReceiverIsAway() throws Exception {
        // Given
        webhook.answers.addAll(List.of(503, 404, 429));

        // When
        send("late");
        send("later");

        // Then
        awaitReceived("later");
        assertThat(webhook.receivedIds()).containsOnlyOnce("late", "later").containsSubsequence("late", "later");
    }

    @Test
    void shouldFailInTheEndAndLoseNothing() throws Exception {
        // Given
        webhook.answers.addAll(Collections.nCopies(5, 503));

        // When
        send("stuck");
        await().atMost(Installation.PATIENCE)
                .until(() -> installation.state(connector).startsWith("FAILED"));
        installation.restart(connector);

        // Then
        awaitReceived("stuck");
    }

    @Test
    void shouldPutAsideWhatTheReceiverRefuses() throws Exception {
        // Given
        webhook.answers.add(400);

        // When
        send("refused");
        send("next");

        // Then
        awaitReceived("next");
        assertThat(webhook.receivedIds()).doesNotContain("refused");
        assertThat(installation.state(connector)).isEqualTo("RUNNING");
        assertThat(installation.deadLetters(1)).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(DRIVER);
            assertThat(letter.headers()
                            .lastHeader("__connect.errors.exception.message")
                            .value())
                    .asString()
                    .contains("400");
        });
    }

    @Test
    void shouldWriteTheFeedToAFile() throws Exception {
        // Given
        Path file = directory.resolve("alerts.jsonl");

        // When
        installation.connect("json-lines.json", Map.of("file", file.toString()));
        send("written");

        // Then
        await().atMost(Installation.PATIENCE)
                .ignoreExceptions()
                .until(() -> Files.readString(file).contains("\"alertId\":\"written\""));
        assertThat(Files.readAllLines(file))
                .allSatisfy(line -> assertThat(
                                new ObjectMapper().readTree(line).get("kind").textValue())
                        .isEqualTo("SPIKE"));
        assertThat(Files.readString(file)).contains("\"alertId\":\"history\"");
    }
}
