package dev.stopcode.producer.fetch;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop writes, for one other thread to read as it would a file. About a mebibyte waits between the two: a
 * reader that is slow holds the writer up.
 */
public final class Inflow extends InputStream implements WriteStream<Buffer> {

    /** An empty one is the end. */
    private final BlockingQueue<Optional<Buffer>> chunks = new LinkedBlockingQueue<>();

    private final AtomicLong waiting = new AtomicLong();
    private volatile int most = 1 << 20;
    private final AtomicReference<@Nullable Handler<Void>> drain = new AtomicReference<>();
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private Buffer chunk = Buffer.buffer();
    private int position;
    private boolean ended;

    /** Ends the reading as the writing does: after its last byte, or with its failure. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever reads is told
    public void endWith(CompletionStage<?> writing) {
        writing.whenComplete((result, cause) -> {
            failure = cause instanceof CompletionException wrapper ? wrapper.getCause() : cause;
            chunks.add(Optional.empty());
        });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (position == chunk.length() && !ended) {
            next();
        }
        if (ended) {
            if (failure != null) {
                throw new IOException(failure);
            }
            return -1;
        }
        int read = Math.min(length, chunk.length() - position);
        chunk.getBytes(position, position + read, bytes, offset);
        position += read;
        return read;
    }

    private void next() throws IOException {
        try {
            Optional<Buffer> next = chunks.take();
            ended = next.isEmpty();
            chunk = next.orElseGet(Buffer::buffer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        position = 0;
        waiting.addAndGet(-chunk.length());
        drained();
    }

    private void drained() {
        if (closed || waiting.get() <= most / 2) {
            Handler<Void> handler = drain.getAndSet(null);
            if (handler != null) {
                handler.handle(null);
            }
        }
    }

    /** Whoever writes on is told that nobody reads any more. */
    @Override
    public void close() {
        closed = true;
        drained();
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (closed) {
            return Future.failedFuture(new IOException("the reader has gone"));
        }
        waiting.addAndGet(data.length());
        chunks.add(Optional.of(data));
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        return waiting.get() >= most;
    }

    @Override
    public Inflow drainHandler(@Nullable Handler<Void> handler) {
        drain.set(handler);
        drained();
        return this;
    }

    @Override
    public Inflow setWriteQueueMaxSize(int bytes) {
        most = bytes;
        return this;
    }

    @Override
    public Inflow exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }
}
