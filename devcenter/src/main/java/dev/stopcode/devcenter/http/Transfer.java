package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.WriteStream;

/** What a link leads to, on its way from an answer's body into a sink, no faster than the sink takes it. */
final class Transfer {

    private final Answer answer;
    private final Body body;
    private final WriteStream<Buffer> sink;
    private long bytes;
    private Future<Void> written = Future.succeededFuture();

    Transfer(Answer answer, WriteStream<Buffer> sink) {
        this.answer = answer;
        this.body = answer.body();
        this.sink = sink;
    }

    /** Ends the sink after the last byte; the number of bytes. The sink's own failures come as they are. */
    Future<Long> run() {
        // a sink may also fail before anything is read, or by throwing
        return Future.succeededFuture().compose(go -> stream()).onFailure(body::abort);
    }

    private Future<Long> stream() {
        sink.exceptionHandler(body::abort);
        return body.read(this::write)
                .compose(end -> written)
                .compose(all -> checkLength())
                .compose(whole -> sink.end())
                .map(ended -> bytes);
    }

    private void write(Buffer chunk) {
        bytes += chunk.length();
        Future<Void> before = written;
        written = sink.write(chunk).onFailure(body::abort).compose(done -> before);
        if (sink.writeQueueFull()) {
            body.pause();
            sink.drainHandler(drained -> body.resume());
        }
    }

    private Future<Void> checkLength() {
        String announced = answer.header(HttpHeaders.CONTENT_LENGTH);
        return announced == null || announced.equals(Long.toString(bytes))
                ? Future.succeededFuture()
                : Future.failedFuture(
                        new Unreachable(answer.message(bytes + " bytes came, " + announced + " were announced"), null));
    }
}
