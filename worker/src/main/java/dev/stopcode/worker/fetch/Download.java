package dev.stopcode.worker.fetch;

import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.worker.fetch.RequestReader.Order;
import dev.stopcode.worker.retention.Depot;
import dev.stopcode.worker.store.IncomingCab;
import dev.stopcode.worker.store.StoredCab;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Brings one dump from the vendor onto the disk, and from there into the store. */
final class Download {

    /** What came of a transfer that the vendor's side completed. */
    sealed interface Verdict {

        record Kept(StoredCab cab) implements Verdict {}

        /** What came is not stored, and would not be the next time. */
        record Refused(String reason) implements Verdict {}
    }

    private final Vertx vertx;
    private final DevCenter devCenter;
    private final Depot depot;
    private final Duration timeout;
    private final FetchMetrics metrics;
    private final Inspection inspection = new Inspection();

    Download(Vertx vertx, DevCenter devCenter, Depot depot, Duration timeout, FetchMetrics metrics) {
        this.vertx = vertx;
        this.devCenter = devCenter;
        this.depot = depot;
        this.timeout = timeout;
        this.metrics = metrics;
    }

    /**
     * Blocks until the dump is stored or refused. An interrupt ends the transfer.
     *
     * @throws dev.stopcode.devcenter.error.DevCenterException if the vendor does not deliver
     * @throws IOException if the disk or the store do not take it
     */
    Verdict run(Order order) throws IOException, InterruptedException {
        // one context for file and answer: bytes go from one to the other without changing threads
        Context context = vertx.getOrCreateContext();
        IncomingCab incoming = await(on(context, depot.spool()::receive));
        Timer.Sample started = Timer.start();
        boolean kept = false;
        try {
            Verdict verdict =
                    conclude(order, incoming, on(context, () -> devCenter.downloadCab(order.cab(), incoming)));
            kept = verdict instanceof Verdict.Kept;
            return verdict;
        } finally {
            metrics.downloaded(started);
            if (!kept) {
                incoming.discard();
            }
        }
    }

    private Verdict conclude(Order order, IncomingCab incoming, Future<Long> ended)
            throws IOException, InterruptedException {
        try {
            await(ended);
        } catch (RuntimeException e) {
            // the sink's own word first: the client can only say that writing failed
            if (incoming.tooLarge()) {
                return new Verdict.Refused("larger than cabs.maxBytes allows");
            }
            if (incoming.fault().isPresent()) {
                throw incoming.fault().get();
            }
            throw e;
        }
        if (incoming.bytes() == 0) {
            return new Verdict.Refused("empty");
        }
        if (incoming.container().isEmpty()) {
            return new Verdict.Refused("neither an archive nor a dump by its first bytes");
        }
        CabTriage triage = inspection.look(incoming.file(), order.request().getFailureName());
        return new Verdict.Kept(depot.store().keep(incoming, order.request(), triage));
    }

    private static <T> Future<T> on(Context context, Supplier<Future<T>> step) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                ignored -> Future.succeededFuture().compose(start -> step.get()).onComplete(promise));
        return promise.future();
    }

    private <T> T await(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unreachable("The download was not over within cabs.timeout", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case IOException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
