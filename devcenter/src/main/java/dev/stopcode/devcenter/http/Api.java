package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;

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
        String prefix = base.toString();
        return URI.create(
                (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path + "?" + query);
    }

    /**
     * Calls {@code target} and gives each attempt's answer, whatever its status, to {@code reader}; an attempt fails as the
     * reader's future does. Fails with {@link LinkRefused} where the target is not on the API's host.
     */
    public <T> Future<T> get(URI target, Function<Answer, Future<T>> reader) {
        if (!Links.sameOrigin(base, target)) {
            return Future.failedFuture(new LinkRefused("a link leads to " + Links.authority(target)
                    + ", not to the API at " + Links.authority(base) + ": it does not get the token"));
        }
        UUID correlation = UUID.randomUUID();
        return retry.run(() -> authorized(target, correlation).compose(reader));
    }

    private Future<Answer> authorized(URI target, UUID correlation) {
        return tokens.current()
                .compose(token -> send(target, correlation, token).compose(answer -> {
                    if (answer.status() != 401) {
                        return Future.succeededFuture(answer);
                    }
                    return answer.text()
                            .compose(ignored -> tokens.insteadOf(token))
                            .compose(fresh -> send(target, correlation, fresh));
                }));
    }

    private Future<Answer> send(URI target, UUID correlation, String token) {
        UUID request = UUID.randomUUID();
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.ACCEPT, "application/json")
                .set(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .set("MS-CorrelationId", correlation.toString())
                .set("MS-RequestId", request.toString());
        String label =
                "GET " + target.getPath() + " (MS-CorrelationId " + correlation + ", MS-RequestId " + request + ")";
        return pace.turn().compose(go -> exchange.get(target, headers, label));
    }
}
