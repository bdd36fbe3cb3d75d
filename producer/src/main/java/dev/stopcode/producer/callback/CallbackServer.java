package dev.stopcode.producer.callback;

import dev.stopcode.config.CallbackConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes callbacks over HTTP. A request to a path that is known is answered 200 at once, whoever makes it and whatever
 * is in it, any other one 404; no answer has a body, and no body is looked at.
 */
public final class CallbackServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackServer.class);

    /** Of a body; a caller who goes on with more is cut off. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final int LONGEST_SILENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;
    private final Map<String, Runnable> hints;

    private CallbackServer(Map<String, Runnable> hints) {
        this.hints = Map.copyOf(hints);
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setIdleTimeout(LONGEST_SILENCE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(this::handle);
    }

    /**
     * Listens from now on.
     *
     * @param hints what to do, by the last segment of the path that was called; on an event loop, which must not wait
     * @throws IllegalStateException if it cannot listen there; the message says what to set
     */
    public static CallbackServer start(CallbackConfig config, Map<String, Runnable> hints) {
        CallbackServer callbacks = new CallbackServer(hints);
        try {
            callbacks
                    .server
                    .listen(config.port(), config.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            callbacks.close();
            throw new IllegalStateException(
                    "Callbacks of reports cannot be listened for at " + config.host() + ":" + config.port() + " ("
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage()
                            + "): set reports.callback.host and reports.callback.port, or leave reports.callback.url out.",
                    e);
        }
        LOG.atInfo()
                .addKeyValue("host", config.host())
                .addKeyValue("port", config.port())
                .log("Listening for callbacks of reports");
        return callbacks;
    }

    private void handle(HttpServerRequest request) {
        long[] read = {0};
        request.handler(chunk -> {
            read[0] += chunk.length();
            if (read[0] > MOST_BYTES) {
                request.connection().close();
            }
        });
        String path = Objects.requireNonNullElse(request.path(), "");
        Runnable hint = hints.get(path.substring(path.lastIndexOf('/') + 1));
        if (hint == null) {
            request.response().setStatusCode(404);
        } else {
            hint.run();
        }
        request.response().end();
    }

    /** Listens no more. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
