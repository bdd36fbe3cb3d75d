package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks a simulator as a bare HTTP client does. */
final class SimulatorCalls {

    static final String HITS_7_8 = "/v1.0/my/analytics/ihvdriver/failurehits";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final DevCenterSimulator simulator;
    private String token = "none";

    SimulatorCalls(DevCenterSimulator simulator) {
        this.simulator = simulator;
    }

    HttpResponse<String> requestToken(String secret) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&resource=any&client_id=" + simulator.clientId() + "&client_secret="
                + secret;
        return http.send(
                HttpRequest.newBuilder(simulator.tokenUrl())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    SimulatorCalls authorized() throws IOException, InterruptedException {
        token = json(requestToken(simulator.clientSecret()))
                .path("access_token")
                .asText();
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(authorized(path), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> download(URI link) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> downloadWithToken(URI link) throws IOException, InterruptedException {
        return http.send(authorized(link.toString()), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest authorized(String path) {
        return authorizing(path).build();
    }

    private HttpRequest.Builder authorizing(String path) {
        return HttpRequest.newBuilder(simulator.api().resolve(path)).header("Authorization", "Bearer " + token);
    }

    /** Posts JSON with the token. */
    HttpResponse<String> submit(String path, String json) throws IOException, InterruptedException {
        return http.send(
                authorizing(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Downloads from the storage host as the bytes come in. */
    HttpResponse<InputStream> stream(URI link) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(simulator.api().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The rows of all pages, by the links. */
    List<JsonNode> rows(String path) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            JsonNode page = json(get(next));
            page.path("Value").forEach(rows::add);
            next = page.path("@nextLink").asText();
        }
        return rows;
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
