package dev.stopcode.worker.store;

import dev.stopcode.worker.objects.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dump on its way into the store: a temporary file that is hashed, measured and recognised while it is written.
 * It is written from one Vert.x context; what it says of itself may be read once {@link #end()} has succeeded.
 */
public final class IncomingCab implements WriteStream<Buffer> {

    private final Vertx vertx;
    private final Path file;
    private final long maxBytes;
    private final AsyncFile sink;
    private final MessageDigest digest = Sha256.digest();
    private byte[] head = {};
    private long bytes;

    private volatile boolean tooLarge;
    private volatile boolean discarded;
    private volatile @Nullable IOException fault;
    private @Nullable Future<Void> closed;

    private IncomingCab(Vertx vertx, Path file, long maxBytes, AsyncFile sink) {
        this.vertx = vertx;
        this.file = file;
        this.maxBytes = maxBytes;
        this.sink = sink;
    }

    static Future<IncomingCab> create(Vertx vertx, Path file, long maxBytes) {
        OpenOptions options = new OpenOptions().setRead(false).setCreateNew(true);
        return vertx.fileSystem()
                .open(file.toString(), options)
                .map(sink -> new IncomingCab(vertx, file, maxBytes, sink))
                .recover(cause -> Future.failedFuture(
                        new IOException("Cannot create a file for a download: " + cause.getMessage(), cause)));
    }

    @Override
    public Future<Void> write(Buffer buffer) {
        if (discarded) {
            return Future.failedFuture("The download was given up");
        }
        bytes += buffer.length();
        if (bytes > maxBytes) {
            tooLarge = true;
            return Future.failedFuture("The dump is larger than " + maxBytes + " bytes");
        }
        byte[] chunk = buffer.getBytes();
        digest.update(chunk);
        if (head.length < Container.HEAD_BYTES) {
            head = lengthen(head, chunk);
        }
        return sink.write(buffer).recover(this::faulty);
    }

    /** Forces what was written onto the disk and closes the file. */
    @Override
    public Future<Void> end() {
        return discarded
                ? Future.failedFuture("The download was given up")
                : sink.flush().compose(ignored -> close()).recover(this::faulty);
    }

    @Override
    public IncomingCab exceptionHandler(@Nullable Handler<Throwable> handler) {
        sink.exceptionHandler(handler);
        return this;
    }

    @Override
    public IncomingCab setWriteQueueMaxSize(int maxSize) {
        sink.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return !discarded && sink.writeQueueFull();
    }

    @Override
    public IncomingCab drainHandler(@Nullable Handler<Void> handler) {
        sink.drainHandler(handler);
        return this;
    }

    /** Whether writing ended because the dump is larger than the store takes. */
    public boolean tooLarge() {
        return tooLarge;
    }

    /** What the disk answered when writing failed, empty if it did not. */
    public Optional<IOException> fault() {
        return Optional.ofNullable(fault);
    }

    /** Bytes written. */
    public long bytes() {
        return bytes;
    }

    /** What the file is, empty if it is no dump. */
    public Optional<Container> container() {
        return Container.of(head);
    }

    /** Gives the temporary file up. Later writes fail, which ends a transfer that is still under way. */
    public Future<Void> discard() {
        discarded = true;
        return close().eventually(() -> vertx.fileSystem().delete(file.toString()));
    }

    /** The temporary file. */
    public Path file() {
        return file;
    }

    /** To be called once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private synchronized Future<Void> close() {
        if (closed == null) {
            closed = sink.close();
        }
        return closed;
    }

    private Future<Void> faulty(Throwable cause) {
        if (!discarded) {
            fault = new IOException("Cannot write a download: " + cause.getMessage(), cause);
        }
        return Future.failedFuture(cause);
    }

    private static byte[] lengthen(byte[] head, byte[] chunk) {
        byte[] longer = Arrays.copyOf(head, Math.min(Container.HEAD_BYTES, head.length + chunk.length));
        System.arraycopy(chunk, 0, longer, head.length, longer.length - head.length);
        return longer;
    }
}
