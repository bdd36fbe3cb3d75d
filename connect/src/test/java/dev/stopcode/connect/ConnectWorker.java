package dev.stopcode.connect;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.sandbox.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** A worker of Kafka Connect, distributed, with the plugins that the build has put together. */
final class ConnectWorker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connect<?> connect;
    private final URI rest;
    private final HttpClient client = HttpClient.newHttpClient();

    private ConnectWorker(Connect<?> connect, URI rest) {
        this.connect = connect;
        this.rest = rest;
    }

    static ConnectWorker start(String bootstrapServers) {
        int port = Ports.reserve(0);
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "connect",
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "listeners", "http://127.0.0.1:" + port,
                "plugin.path", Path.of("target", "plugins").toAbsolutePath().toString(),
                "plugin.discovery", "service_load",
                "offset.flush.interval.ms", "500"));
        settings.put("config.providers", "env");
        settings.put("config.providers.env.class", EnvVarConfigProvider.class.getName());
        for (String storage : new String[] {"config", "offset", "status"}) {
            settings.put(storage + ".storage.topic", "connect-" + storage);
            settings.put(storage + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        return new ConnectWorker(
                new ConnectDistributed().startConnect(settings), URI.create("http://127.0.0.1:" + port + "/"));
    }

    /**
     * Runs a connector as the repository's file configures it, over topics of another prefix.
     *
     * @param endpoints what the file leaves to the installation
     * @return the connector's name
     */
    String run(String file, String prefix, Map<String, String> endpoints) throws IOException {
        JsonNode connector = JSON.readTree(Files.readString(Path.of("connectors", file)));
        ObjectNode config = (ObjectNode) connector.get("config");
        config.put("topics", config.get("topics").textValue().replace("stopcode.", prefix));
        endpoints.forEach(config::put);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        String name = prefix + connector.get("name").textValue();
        await().atMost(PATIENCE).until(() -> configure(name, config));
        await().atMost(PATIENCE).until(() -> state(name), "RUNNING"::equals);
        return name;
    }

    /** Whether it was taken: the worker refuses while it rebalances. */
    private boolean configure(String connector, ObjectNode config) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                call("PUT", "connectors/" + connector + "/config", BodyPublishers.ofString(config.toString()));
        if (answer.statusCode() == 400) {
            throw new IllegalArgumentException(answer.body());
        }
        return answer.statusCode() / 100 == 2;
    }

    /** The state of the connector's only task, with its cause where it failed. */
    String state(String connector) throws IOException, InterruptedException {
        HttpResponse<String> answer = call("GET", "connectors/" + connector + "/status", BodyPublishers.noBody());
        JsonNode task = JSON.readTree(answer.body()).path("tasks").path(0);
        return task.path("state").asText() + task.path("trace").asText();
    }

    /** As docs/connect.md says to do after a failure. */
    void restart(String connector) throws IOException, InterruptedException {
        call("POST", "connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true", BodyPublishers.noBody());
        await().atMost(PATIENCE).until(() -> state(connector), "RUNNING"::equals);
    }

    private HttpResponse<String> call(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(rest.resolve(path))
                        .method(method, body)
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        connect.stop();
        connect.awaitStop();
    }
}
