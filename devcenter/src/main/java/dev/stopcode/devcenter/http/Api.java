package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.Post;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import dev.stopcode.devcenter.error.DevCenterException.OutcomeUnknown;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the API's own host, and to no other: each with a bearer token, paced, and tried again where that may help. A
 * token that is refused with 401 is replaced once in an attempt. One {@code MS-CorrelationId} names the call, one
 * {@code MS-RequestId} each request; messages of errors carry both.
 */
public final class Api {

    private final URI base;
    private final Exchange exchange;
    private final BearerTokens tokens;
    private final Pace pace;
    private final Retry retry;

    public Api(Vertx vertx, DevCenterConfig config, Exchange exchange, BearerTokens tokens, Retry retry) {
        this.base = config.api();
        this.exchange = exchange;
        this.tokens = tokens;
        this.pace = new Pace(vertx, config.requestsPerSecond(), System::nanoTime);
        this.retry = retry;
    }

    /** The URI of a method, {@code path} beginning with a slash. */
    public URI method(String path, QueryString query) {
        return URI.create(method(path) + "?" + query);
    }

    /** The URI of a method without parameters. */
    public URI method(String path) {
        String prefix = base.toString();
        return URI.create((prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path);
    }

    /** The path of a thing by its id, whatever characters that has. */
    public static String path(String things, String id) {
        return things + "/" + QueryString.encode(id);
    }

    /**
     * Calls {@code target} and gives each attempt's answer, whatever its status, to {@code reader}; an attempt fails
     * as the reader's future does. Fails with {@link LinkRefused} where the target is not on the API's host.
     */
    public <T> Future<T> get(URI target, Function<Answer, Future<T>> reader) {
        if (!Links.sameOrigin(base, target)) {
            return Future.failedFuture(new LinkRefused("a link leads to " + Links.authority(target)
                    + ", not to the API at " + Links.authority(base) + ": it does not get the token"));
        }
        return attempts(
                HttpMethod.GET,
                target,
                (headers, label) -> exchange.get(target, headers, label)
                        .compose(answer -> answer.status() == 401 ? answer.failure() : reader.apply(answer)));
    }

    /** Reads JSON, and makes of it what {@code reader} does. */
    public <T> Future<T> read(URI target, Function<JsonAnswer, T> reader) {
        return attempts(HttpMethod.GET, target, json(HttpMethod.GET, target, null, reader));
    }

    /** Posts what may be carried out twice without harm. */
    public <T> Future<T> change(Post post, Function<JsonAnswer, T> reader) {
        URI target = method(post.path());
        return attempts(HttpMethod.POST, target, json(HttpMethod.POST, target, post.body(), reader));
    }

    /**
     * Posts what creates something. It is tried again after 429, and where no connection came about; once it may have
     * been carried out it fails with {@link OutcomeUnknown}.
     */
    public <T> Future<T> create(Post post, Function<JsonAnswer, T> reader) {
        URI target = method(post.path());
        Send<T> send = json(HttpMethod.POST, target, post.body(), reader);
        return attempts(
                HttpMethod.POST,
                target,
                (headers, label) -> send.with(headers, label)
                        .recover(cause -> Future.failedFuture(
                                cause instanceof DevCenterException failure && mayHaveHappened(failure)
                                        ? new OutcomeUnknown(failure)
                                        : cause)));
    }

    private <T> Send<T> json(HttpMethod method, URI target, @Nullable Object body, Function<JsonAnswer, T> reader) {
        return (headers, label) ->
                exchange.json(method, target, headers, body, label).map(reader);
    }

    private static boolean mayHaveHappened(DevCenterException failure) {
        boolean unconnected =
                failure.getCause() instanceof ConnectException || failure.getCause() instanceof UnknownHostException;
        return failure.retryable() && !(failure instanceof Throttled) && !unconnected;
    }

    private <T> Future<T> attempts(HttpMethod method, URI target, Send<T> send) {
        UUID correlation = UUID.randomUUID();
        return retry.run(() -> tokens.current()
                .compose(token -> request(method, target, correlation, token, send)
                        .recover(cause -> cause instanceof Unauthorized
                                ? tokens.insteadOf(token)
                                        .compose(fresh -> request(method, target, correlation, fresh, send))
                                : Future.failedFuture(cause))));
    }

    private <T> Future<T> request(HttpMethod method, URI target, UUID correlation, String token, Send<T> send) {
        UUID request = UUID.randomUUID();
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.ACCEPT, "application/json")
                .set(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .set("MS-CorrelationId", correlation.toString())
                .set("MS-RequestId", request.toString());
        String label = method + " " + target.getPath() + " (MS-CorrelationId " + correlation + ", MS-RequestId "
                + request + ")";
        return pace.turn().compose(go -> send.with(headers, label));
    }

    @FunctionalInterface
    private interface Send<T> {
        Future<T> with(MultiMap headers, String label);
    }
}
