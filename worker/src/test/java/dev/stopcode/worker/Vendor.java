package dev.stopcode.worker;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.DevCenterConfig.Credentials;
import dev.stopcode.devcenter.DevCenterConfig.Transport;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A Dev Center over real HTTP that knows dumps only, and can break off, stall and dawdle as it is told. */
final class Vendor implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;
    private final Map<String, Consumer<HttpServerResponse>> dumps = new ConcurrentHashMap<>();
    private final List<String> served = new CopyOnWriteArrayList<>();

    Vendor(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** The dump has these bytes. */
    void holds(String cabIdHash, String content) {
        dumps.put(cabIdHash, response -> response.end(content));
    }

    /** The dump has these bytes, and comes in pieces over that time. */
    void dawdles(String cabIdHash, String content, Duration time) {
        dumps.put(cabIdHash, response -> {
            response.putHeader("Content-Length", Integer.toString(content.length()));
            dribble(response, content, Math.max(1, time.toMillis() / content.length()));
        });
    }

    /** The dump's first half comes, and the rest when the promise is kept. */
    Promise<Void> stalls(String cabIdHash, String content) {
        Promise<Void> rest = Promise.promise();
        int half = content.length() / 2;
        dumps.put(cabIdHash, response -> {
            response.putHeader("Content-Length", Integer.toString(content.length()));
            response.write(content.substring(0, half));
            rest.future().onSuccess(go -> response.end(content.substring(half)));
        });
        return rest;
    }

    void fails(String cabIdHash, int status) {
        dumps.put(cabIdHash, response -> response.setStatusCode(status).end());
    }

    /** How often the dump was asked of the blob host. */
    long served(String cabIdHash) {
        return served.stream().filter(cabIdHash::equals).count();
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** How a client reaches it; one try a call, so that the worker's own attempts are what is seen. */
    static DevCenterConfig config(URI api) {
        return new DevCenterConfig(
                api,
                api.resolve("/token"),
                "resource",
                new Credentials("client", "secret"),
                Set.of(api.getAuthority()),
                1_000,
                64,
                1,
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Transport.DIRECT);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/token" ->
                response.putHeader("Content-Type", "application/json")
                        .end("{\"token_type\":\"Bearer\",\"expires_in\":\"3600\",\"access_token\":\"token\"}");
            case "/v1.0/my/analytics/driver/cabdownload" ->
                response.setStatusCode(302)
                        .putHeader("Location", "/blob?id=" + request.getParam("cabIdHash"))
                        .end();
            case "/blob" -> {
                String id = request.getParam("id");
                served.add(id);
                dumps.getOrDefault(id, missing -> missing.setStatusCode(404).end())
                        .accept(response);
            }
            default -> response.setStatusCode(500).end();
        }
    }

    private void dribble(HttpServerResponse response, String rest, long pause) {
        response.write(Buffer.buffer(rest.substring(0, 1)));
        if (rest.length() == 1) {
            response.end();
        } else {
            vertx.setTimer(pause, timer -> dribble(response, rest.substring(1), pause));
        }
    }
}
