package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeoutException;

/** One request and the head of its answer, whatever its status; no redirect is followed, nothing is tried again. */
public final class Exchange {

    private final Vertx vertx;
    private final HttpClient client;
    private final DevCenterConfig config;
    private final Clock clock;

    public Exchange(Vertx vertx, HttpClient client, DevCenterConfig config, Clock clock) {
        this.vertx = vertx;
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Sends a GET; fails with {@code Unreachable} where no answer begins in time.
     *
     * @param label names the request in messages, without its query
     */
    public Future<Answer> get(URI target, MultiMap headers, String label) {
        return send(options(HttpMethod.GET, target, headers), Buffer.buffer(), label);
    }

    /** Posts a form that is already encoded, otherwise as {@link #get}. */
    public Future<Answer> post(URI target, String form, String label) {
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.ACCEPT, "application/json")
                .set(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
        return send(options(HttpMethod.POST, target, headers), Buffer.buffer(form), label);
    }

    private Future<Answer> send(RequestOptions options, Buffer body, String label) {
        return client.request(options)
                .compose(request -> body.length() == 0 ? request.send() : request.send(body))
                .map(response -> new Answer(vertx, response.pause(), label, config.idleTimeout(), clock))
                .recover(cause -> Future.failedFuture(unreachable(label, cause)));
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
