package dev.stopcode.devcenter;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** A sink that takes its time for each write and holds few bytes before it says that it is full. */
public final class CollectingSink implements WriteStream<Buffer> {

    public static final int FULL = 32 * 1024;

    private final Vertx vertx;
    private final long millis;
    private final Buffer written = Buffer.buffer();
    private @Nullable Handler<Void> drained;
    private int queued;
    private int longestQueue;
    private boolean ended;

    public CollectingSink(Vertx vertx, long millis) {
        this.vertx = vertx;
        this.millis = millis;
    }

    public synchronized Buffer written() {
        return written.copy();
    }

    public synchronized int longestQueue() {
        return longestQueue;
    }

    public synchronized boolean ended() {
        return ended;
    }

    @Override
    public synchronized Future<Void> write(Buffer chunk) {
        queued += chunk.length();
        longestQueue = Math.max(longestQueue, queued);
        written.appendBuffer(chunk);
        return vertx.timer(millis).onComplete(done -> taken(chunk.length()));
    }

    private synchronized void taken(int bytes) {
        queued -= bytes;
        if (queued == 0 && drained != null) {
            drained.handle(null);
        }
    }

    @Override
    public synchronized Future<Void> end() {
        ended = queued == 0;
        return Future.succeededFuture();
    }

    @Override
    public synchronized boolean writeQueueFull() {
        return queued >= FULL;
    }

    @Override
    public synchronized WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        drained = handler;
        return this;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }
}
