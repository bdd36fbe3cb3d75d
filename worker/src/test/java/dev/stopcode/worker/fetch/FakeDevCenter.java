package dev.stopcode.worker.fetch;

import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.cabs.CabRef;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.details.DetailsQuery;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.devcenter.hits.HitsQuery;
import dev.stopcode.devcenter.reports.Reports;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** Answers downloads with what it was told to, one answer after the other. */
final class FakeDevCenter implements DevCenter {

    final List<CabRef> asked = new ArrayList<>();
    private volatile boolean refused;
    private final Queue<Function<WriteStream<Buffer>, Future<Long>>> answers = new ArrayDeque<>();

    FakeDevCenter delivers(String... chunks) {
        answers.add(sink -> {
            Future<Void> written = Future.succeededFuture();
            long bytes = 0;
            for (String chunk : chunks) {
                written = written.compose(done -> sink.write(Buffer.buffer(chunk)));
                bytes += chunk.length();
            }
            long all = bytes;
            return written.compose(done -> sink.end()).map(ended -> all);
        });
        return this;
    }

    FakeDevCenter breaksOffAfter(String chunk, RuntimeException cause) {
        answers.add(sink -> sink.write(Buffer.buffer(chunk)).compose(done -> Future.failedFuture(cause)));
        return this;
    }

    FakeDevCenter fails(RuntimeException cause) {
        answers.add(sink -> Future.failedFuture(cause));
        return this;
    }

    /** Begins a transfer and never ends it. */
    FakeDevCenter stalls(Promise<Void> begun) {
        answers.add(sink -> sink.write(Buffer.buffer("MSCF"))
                .onComplete(begun)
                .compose(done -> Promise.<Long>promise().future()));
        return this;
    }

    /** Delivers a byte now and then, for as long as they are taken. */
    FakeDevCenter trickles(Vertx vertx) {
        answers.add(sink -> {
            Promise<Long> never = Promise.promise();
            vertx.setPeriodic(
                    20,
                    timer -> sink.write(Buffer.buffer("M")).onFailure(refused -> {
                        vertx.cancelTimer(timer);
                        this.refused = true;
                        never.tryFail(refused);
                    }));
            return never.future();
        });
        return this;
    }

    /** Whether what trickled was no longer taken. */
    boolean isRefused() {
        return refused;
    }

    @Override
    public synchronized Future<Long> downloadCab(CabRef cab, WriteStream<Buffer> sink) {
        asked.add(cab);
        return answers.remove().apply(sink);
    }

    @Override
    public Future<Page<HitRow>> failureHits(HitsQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Page<HitRow>> failureHits(HitsQuery query, Page<HitRow> page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Page<DetailRow>> failureDetails(DetailsQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Page<DetailRow>> failureDetails(DetailsQuery query, Page<DetailRow> page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reports reports() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
