package dev.stopcode.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Calls to one of several equal registries: the next is asked when one fails in a way that may pass. */
final class RegistryHttp implements AutoCloseable {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_REASON = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> bases;
    private final SerdeConfig config;
    private final HttpClient client;

    RegistryHttp(List<URI> bases, SerdeConfig config) {
        this.bases = bases;
        this.config = config;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(config.getInt(SerdeKeys.CONNECT_TIMEOUT)));
        if (config.hasTls()) {
            DefaultSslEngineFactory tls = new DefaultSslEngineFactory();
            tls.configure(config.tls());
            builder.sslContext(tls.sslContext());
            builder.sslParameters(tls.createClientSslEngine("", 0, "https").getSSLParameters());
        }
        this.client = builder.build();
    }

    /**
     * @param path relative to the registry's base
     * @param body what to send, null for none
     * @throws SchemaRegistryException after the last further try
     */
    JsonNode call(String method, String path, @Nullable JsonNode body) {
        for (int retry = 0; ; retry++) {
            try {
                return askAll(method, path, body);
            } catch (SchemaRegistryException e) {
                if (!e.isRetryable() || retry == config.getInt(SerdeKeys.MAX_RETRIES)) {
                    throw e;
                }
                pause(retry);
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private JsonNode askAll(String method, String path, @Nullable JsonNode body) {
        SchemaRegistryException last = null;
        for (URI base : bases) {
            try {
                return ask(base, method, path, body);
            } catch (SchemaRegistryException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                last = e;
            }
        }
        throw last == null ? SchemaRegistryException.unusable("No registry is configured", null) : last;
    }

    private JsonNode ask(URI base, String method, String path, @Nullable JsonNode body) {
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser(base).resolve(path))
                .method(method, content)
                .header("Content-Type", CONTENT_TYPE)
                .header("Accept", CONTENT_TYPE + ", application/json")
                .timeout(Duration.ofMillis(config.getInt(SerdeKeys.READ_TIMEOUT)));
        String authorization = authorization(base);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        String call = method + " " + withoutUser(base) + path;
        try {
            return read(call, client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw SchemaRegistryException.unreachable("The schema registry cannot be reached: " + call, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static JsonNode read(String call, HttpResponse<String> response) {
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() / 100 == 2) {
                return answer;
            }
            throw refused(call, response.statusCode(), answer.path("message").asText());
        } catch (JsonProcessingException e) {
            if (response.statusCode() / 100 == 2) {
                throw SchemaRegistryException.unusable(call + " was not answered with JSON: is this a registry?", e);
            }
            throw refused(call, response.statusCode(), "");
        }
    }

    private static SchemaRegistryException refused(String call, int status, String reason) {
        return SchemaRegistryException.answered(
                status,
                "The schema registry answered " + status + " to " + call
                        + (reason.isEmpty() ? "" : ": " + reason.substring(0, Math.min(reason.length(), MAX_REASON))));
    }

    private @Nullable String authorization(URI base) {
        String token = config.getPassword(SerdeKeys.BEARER_TOKEN).value();
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = config.getPassword(SerdeKeys.BASIC_USER_INFO).value();
        if (user.isEmpty()) {
            user = base.getUserInfo();
        }
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private static URI withoutUser(URI base) {
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        return URI.create(base.getScheme() + "://" + base.getHost() + port + base.getRawPath());
    }

    private void pause(int retry) {
        long longest = Math.min(
                config.getInt(SerdeKeys.RETRY_MAX_WAIT),
                (long) config.getInt(SerdeKeys.RETRY_WAIT) << Math.min(retry, 20));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest + 1));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
