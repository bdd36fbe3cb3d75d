package dev.stopcode.devcenter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import dev.stopcode.devcenter.json.VendorJson;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer: as it streams in, or whole where it is short. No redirect is followed, nothing is tried
 * again.
 */
public final class Exchange {

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
     * Sends a GET; the head of its answer, whatever the status. Fails with {@code Unreachable} where none comes in
     * time.
     *
     * @param label names the request in messages, without its query
     */
    public Future<Answer> get(URI target, MultiMap headers, String label) {
        return client.request(options(HttpMethod.GET, target, headers))
                .compose(HttpClientRequest::send)
                .map(response -> new Answer(vertx, response.pause(), label, config.idleTimeout(), clock))
                .recover(cause -> Future.failedFuture(unreachable(label, cause)));
    }

    /** Posts a form; the JSON that answers it, as {@link #json} does. */
    public Future<JsonAnswer> post(URI target, MultiMap form, String label) {
        MultiMap headers = HttpHeaders.set(HttpHeaders.ACCEPT, "application/json");
        return whole(web.request(options(HttpMethod.POST, target, headers)).sendForm(form), label);
    }

    /**
     * Sends a request, and {@code body} as JSON where there is one; the JSON that answers it. Fails as {@link #get}
     * does, and by status where that is neither 200 nor 201.
     */
    public Future<JsonAnswer> json(
            HttpMethod method, URI target, MultiMap headers, @Nullable Object body, String label) {
        HttpRequest<Buffer> request = web.request(options(method, target, headers));
        if (body != null) {
            request.putHeader(HttpHeaders.CONTENT_TYPE.toString(), "application/json");
            return whole(request.sendBuffer(encode(body)), label);
        }
        if (method.equals(HttpMethod.POST)) {
            // there are servers that answer 411 where no length is named
            request.putHeader(HttpHeaders.CONTENT_LENGTH.toString(), "0");
        }
        return whole(request.send(), label);
    }

    private static Buffer encode(Object body) {
        try {
            return Buffer.buffer(VendorJson.MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request that cannot be written as JSON", e);
        }
    }

    private Future<JsonAnswer> whole(Future<HttpResponse<Buffer>> response, String label) {
        return response.recover(cause -> Future.failedFuture(unreachable(label, cause)))
                .map(head -> answer(head, label));
    }

    private JsonAnswer answer(HttpResponse<Buffer> response, String label) throws DevCenterException {
        Buffer body = Objects.requireNonNullElse(response.bodyAsBuffer(), Buffer.buffer());
        if (response.statusCode() != 200 && response.statusCode() != 201) {
            throw VendorError.of(response, body.toString(), label, clock.instant());
        }
        try {
            return new JsonAnswer(response, label, VendorJson.MAPPER.readTree(body.getBytes()));
        } catch (IOException e) {
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
