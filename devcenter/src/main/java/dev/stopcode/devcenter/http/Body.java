package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The body of an answer as it streams in. Time during which the reader has paused it is not the sender's silence. */
public final class Body {

    private final Vertx vertx;
    private final HttpClientResponse response;
    private final String label;
    private final Duration idleTimeout;
    private final Promise<Void> end = Promise.promise();

    private volatile long lastSign;
    private volatile boolean paused;
    private volatile long timer;

    Body(Vertx vertx, HttpClientResponse response, String label, Duration idleTimeout) {
        this.vertx = vertx;
        this.response = response;
        this.label = label;
        this.idleTimeout = idleTimeout;
        response.exceptionHandler(cause -> end.tryFail(new Unreachable(label + ": the answer broke off", cause)));
    }

    /**
     * Hands every chunk to {@code consumer} and completes after the last. Fails with {@code Unreachable} where the
     * body is cut or falls silent, and with what the consumer throws; either ends the connection.
     */
    public Future<Void> read(Handler<Buffer> consumer) {
        response.endHandler(last -> end.tryComplete());
        response.handler(chunk -> {
            lastSign = System.nanoTime();
            if (!end.future().isComplete()) {
                consume(consumer, chunk);
            }
        });
        lastSign = System.nanoTime();
        watch(idleTimeout.toMillis());
        response.resume();
        return end.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Stops the flow until {@link #resume()}. */
    public void pause() {
        paused = true;
        response.pause();
    }

    /** Lets the body flow again after {@link #pause()}. */
    public void resume() {
        lastSign = System.nanoTime();
        paused = false;
        response.resume();
    }

    /** Fails the reading with {@code cause} and ends the connection; nothing where the body has been read. */
    public void abort(Throwable cause) {
        if (end.tryFail(cause)) {
            response.request().reset();
        }
    }

    private void consume(Handler<Buffer> consumer, Buffer chunk) {
        try {
            consumer.handle(chunk);
        } catch (RuntimeException e) {
            abort(e);
        }
    }

    private void watch(long millis) {
        timer = vertx.setTimer(Math.max(1, millis), fired -> {
            long silence = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastSign);
            if (end.future().isComplete()) {
                return; // the reading ended on another thread, too late to cancel this timer
            }
            if (paused) {
                watch(idleTimeout.toMillis());
            } else if (silence < idleTimeout.toMillis()) {
                watch(idleTimeout.toMillis() - silence);
            } else {
                abort(new Unreachable(label + ": the answer fell silent for " + idleTimeout, null));
            }
        });
    }
}
