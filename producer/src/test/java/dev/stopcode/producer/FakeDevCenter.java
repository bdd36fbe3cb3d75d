package dev.stopcode.producer;

import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.RejectedRow;
import dev.stopcode.devcenter.cabs.CabRef;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.details.DetailsQuery;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.devcenter.hits.HitsQuery;
import dev.stopcode.devcenter.reports.Reports;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A Dev Center in memory that serves days of rows in pages, and does as told at chosen requests. */
public final class FakeDevCenter implements DevCenter {

    public final Map<LocalDate, List<HitRow>> days = new HashMap<>();
    public final List<DetailRow> details = new ArrayList<>();
    public final List<RejectedRow> unreadableDetails = new ArrayList<>();
    public final List<DetailsQuery> detailQueries = new ArrayList<>();
    public boolean totals = true;

    private final Map<Integer, Runnable> before = new HashMap<>();
    private final Map<Integer, UnaryOperator<Page<HitRow>>> changes = new HashMap<>();
    private final Map<Integer, RuntimeException> failures = new HashMap<>();
    private final Map<Flavour, RuntimeException> refused = new EnumMap<>(Flavour.class);
    private final List<Runnable> held = new ArrayList<>();
    private int silentFrom = Integer.MAX_VALUE;
    private int requests;

    public synchronized int requests() {
        return requests;
    }

    /** Requests are counted from 1, whatever they ask for. */
    public FakeDevCenter before(int request, Runnable change) {
        before.put(request, change);
        return this;
    }

    public FakeDevCenter failAt(int request, RuntimeException failure) {
        failures.put(request, failure);
        return this;
    }

    public FakeDevCenter change(int request, UnaryOperator<Page<HitRow>> change) {
        changes.put(request, change);
        return this;
    }

    /** Fails every request of a flavour. */
    public FakeDevCenter refuse(Flavour flavour, RuntimeException failure) {
        refused.put(flavour, failure);
        return this;
    }

    /** Leaves that request and later ones without an answer until {@link #release}. */
    public FakeDevCenter silentFrom(int request) {
        silentFrom = request;
        return this;
    }

    /** Answers what was left without an answer. */
    public synchronized void release() {
        silentFrom = Integer.MAX_VALUE;
        held.forEach(Runnable::run);
        held.clear();
    }

    @Override
    public Future<Page<HitRow>> failureHits(HitsQuery query) {
        return serve(query, 0);
    }

    @Override
    public Future<Page<HitRow>> failureHits(HitsQuery query, Page<HitRow> page) {
        return serve(query, page.skip() + page.size());
    }

    private synchronized Future<Page<HitRow>> serve(HitsQuery query, long skip) {
        requests++;
        before.getOrDefault(requests, () -> {}).run();
        if (requests >= silentFrom) {
            Promise<Page<HitRow>> answer = Promise.promise();
            held.add(() -> answer.complete(page(query, skip)));
            return answer.future();
        }
        RuntimeException failure = failures.getOrDefault(requests, refused.get(query.flavour()));
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        return Future.succeededFuture(
                changes.getOrDefault(requests, UnaryOperator.identity()).apply(page(query, skip)));
    }

    private Page<HitRow> page(HitsQuery query, long skip) {
        List<HitRow> day = days.getOrDefault(query.startDate(), List.of());
        return page(day, (int) Math.min(skip, day.size()), query.top());
    }

    private <R> Page<R> page(List<R> rows, int skip, int top) {
        int end = Math.min(rows.size(), skip + top);
        OptionalLong total = totals ? OptionalLong.of(rows.size()) : OptionalLong.empty();
        return new Page<>(List.copyOf(rows.subList(skip, end)), List.of(), skip, total, null, end < rows.size());
    }

    /** The page with its first row unreadable. */
    public static Page<HitRow> withFirstRowRejected(Page<HitRow> page) {
        return new Page<>(
                page.rows().subList(1, page.rows().size()),
                List.of(new RejectedRow("{\"eventCount\":\"many\"}", "eventCount: not a number")),
                page.skip(),
                page.totalCount(),
                page.nextLink(),
                page.hasNext());
    }

    @Override
    public Future<Page<DetailRow>> failureDetails(DetailsQuery query) {
        detailQueries.add(query);
        return details(query, 0);
    }

    @Override
    public Future<Page<DetailRow>> failureDetails(DetailsQuery query, Page<DetailRow> page) {
        return details(query, page.skip() + page.size());
    }

    private synchronized Future<Page<DetailRow>> details(DetailsQuery query, long skip) {
        requests++;
        RuntimeException failure = failures.get(requests);
        return failure != null
                ? Future.failedFuture(failure)
                : Future.succeededFuture(withUnreadable(page(details, (int) skip, query.top())));
    }

    private Page<DetailRow> withUnreadable(Page<DetailRow> page) {
        return new Page<>(
                page.rows(),
                List.copyOf(unreadableDetails),
                page.skip(),
                page.totalCount(),
                page.nextLink(),
                page.hasNext());
    }

    @Override
    public Future<Long> downloadCab(CabRef cab, WriteStream<Buffer> sink) {
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
