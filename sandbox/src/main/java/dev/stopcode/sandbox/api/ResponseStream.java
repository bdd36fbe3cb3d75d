package dev.stopcode.sandbox.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer from a worker thread, which waits for the client to take each part of it. Closing does not end the
 * answer, so that one that failed halfway does not look whole. A fault strikes in the middle of the first part.
 */
final class ResponseStream extends OutputStream {

    private static final int PART = 64 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerResponse response;
    private Fault.@Nullable BodyFault fault;
    private Buffer part = Buffer.buffer();
    private boolean ended;

    /** To be made on the event loop of the request. */
    ResponseStream(Vertx vertx, HttpServerResponse response, Fault.@Nullable BodyFault fault) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.response = response;
        this.fault = fault;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        part.appendBytes(bytes, offset, length);
        if (part.length() >= PART) {
            Buffer full = part;
            part = Buffer.buffer();
            send(full);
        }
    }

    /** Ends the answer. */
    void finish() throws IOException {
        if (part.length() > 0) {
            send(part);
        }
        end();
    }

    /** Whether the answer has ended, as it should or not. */
    boolean ended() {
        return ended;
    }

    private void end() throws IOException {
        ended = true;
        await(response::end);
    }

    private void send(Buffer bytes) throws IOException {
        if (fault == null) {
            await(() -> response.write(bytes));
            return;
        }
        Buffer half = bytes.slice(0, bytes.length() / 2);
        await(() -> response.write(half));
        switch (fault) {
            case Fault.TruncatedBody cut -> {
                end();
                throw new IOException("the body is truncated");
            }
            case Fault.ConnectionCut cut -> throw new IOException("the connection is cut");
            case Fault.SlowBody slow -> await(() -> Body.pause(vertx, slow));
        }
        fault = null;
        await(() -> response.write(bytes.slice(half.length(), bytes.length())));
    }

    private void await(Supplier<Future<Void>> step) throws IOException {
        Promise<Void> done = Promise.promise();
        context.runOnContext(unused -> step.get().onComplete(done));
        try {
            done.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IOException("the client is gone", e);
        }
    }
}
