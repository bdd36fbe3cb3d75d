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

/**
 * Writes an answer from a worker thread, which waits for the client to take each part of it. Closing does not end the
 * answer, so that one that failed halfway does not look whole.
 */
final class ResponseStream extends OutputStream {

    private static final int PART = 64 * 1024;

    private final Context context;
    private final HttpServerResponse response;
    private Buffer part = Buffer.buffer();

    /** To be made on the event loop of the request. */
    ResponseStream(Vertx vertx, HttpServerResponse response) {
        this.context = vertx.getOrCreateContext();
        this.response = response;
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
            await(() -> response.write(full));
        }
    }

    /** Ends the answer. */
    void finish() throws IOException {
        await(() -> response.end(part));
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
