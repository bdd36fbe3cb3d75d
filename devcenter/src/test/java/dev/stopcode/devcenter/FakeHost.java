package dev.stopcode.devcenter;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP host on a free port that answers each path with what it was told, one answer after the other, the last for
 * ever.
 */
public final class FakeHost {

    private static final String TOKEN = "/tenant/oauth2/token";

    private final Map<String, Deque<Reply>> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** Answers a request, or fails to. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpServerResponse response);
    }

    /** A request as it came. */
    public record Received(
            String method, String path, @Nullable String query, MultiMap parameters, MultiMap headers, String body) {}

    public FakeHost(Vertx vertx) {
        this(vertx, new HttpServerOptions());
    }

    public FakeHost(Vertx vertx, HttpServerOptions options) {
        server = Futures.await(
                vertx.createHttpServer(options).requestHandler(this::answer).listen(0, "127.0.0.1"));
        // token-1, token-2, …
        onToken(response -> response.end("{\"token_type\":\"Bearer\",\"expires_in\":\"3599\",\"access_token\":\"token-"
                + tokenRequests().size() + "\"}"));
    }

    public final void on(String path, Reply... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
    }

    public final void onToken(Reply... inTurn) {
        on(TOKEN, inTurn);
    }

    public static Reply answer(int status, String body) {
        return response -> response.setStatusCode(status).end(body);
    }

    public static Reply redirect(String location) {
        return response ->
                response.setStatusCode(302).putHeader("Location", location).end();
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** What came for that path. */
    public List<Received> requests(String path) {
        return received.stream().filter(request -> request.path().equals(path)).toList();
    }

    public List<Received> tokenRequests() {
        return requests(TOKEN);
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            received.add(new Received(
                    request.method().name(),
                    request.path(),
                    request.query(),
                    request.params(),
                    MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                    body.toString()));
            Deque<Reply> inTurn = answers.getOrDefault(request.path(), new ArrayDeque<>());
            Reply next = inTurn.size() > 1 ? inTurn.poll() : inTurn.peek();
            (next == null ? answer(404, "") : next).to(request.response());
        });
    }
}
