package dev.stopcode.devcenter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/**
 * One request and its answer: as it streams in, or whole where it is short. No redirect is followed, nothing is tried
 * again.
 */
public final class Exchange {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Vertx vertx;
    private final HttpClient client;
    private final WebClient web;
    private final DevCenterConfig config;
    private final Clock clock;

    public Exchange(Vertx vertx, HttpClient client, DevCenterConfig config, Clock clock) {
        this.vertx = vertx;
        this.client = client;
        this.web = WebClient.wrap(client);
        this.config = config;
        this.clock = clock;
    }

    /**
     * Sends a GET; the head of its answer, whatever the status. Fails with {@code Unreachable} where none comes in time.
     *
     * @param label names the request in messages, without its query
     */
    public Future<Answer> get(URI target, MultiMap headers, String label) {
        return client.request(options(HttpMethod.GET, target, headers))
                .compose(HttpClientRequest::send)
                .map(response -> new Answer(vertx, response.pause(), label, config.idleTimeout(), clock))
                .recover(cause -> Future.failedFuture(unreachable(label, cause)));
    }

    /** Posts a form and reads the JSON that answers it; fails as {@link #get} does, and by status where that is not 200. */
    public Future<JsonNode> post(URI target, MultiMap form, String label) {
        MultiMap headers = HttpHeaders.set(HttpHeaders.ACCEPT, "application/json");
        return web.request(options(HttpMethod.POST, target, headers))
                .sendForm(form)
                .recover(cause -> Future.failedFuture(unreachable(label, cause)))
                .map(response -> json(response, label));
    }

    private JsonNode json(HttpResponse<Buffer> response, String label) throws DevCenterException {
        String text = Objects.requireNonNullElse(response.bodyAsString(), "");
        if (response.statusCode() != 200) {
            throw VendorError.of(response, text, label, clock.instant());
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // without the cause: it may quote a token
            throw VendorError.malformed(response, label, "not JSON");
        }
    }

    private RequestOptions options(HttpMethod method, URI target, MultiMap headers) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(target.toString())
                .setHeaders(headers)
                .setFollowRedirects(false)
                .setIdleTimeout(config.requestTimeout().toMillis());
    }

    private Unreachable unreachable(String label, Throwable cause) {
        if (cause instanceof TimeoutException) {
            // Vert.x writes the whole URI into this one, and a URI may be signed.
            return new Unreachable(label + ": no answer within " + config.requestTimeout(), null);
        }
        return new Unreachable(label + ": no answer: " + cause.getMessage(), cause);
    }
}
