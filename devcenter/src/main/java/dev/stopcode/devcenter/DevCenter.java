package dev.stopcode.devcenter;

import dev.stopcode.devcenter.cabs.CabRef;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.details.DetailsQuery;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.devcenter.hits.HitsQuery;
import dev.stopcode.devcenter.reports.Reports;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/**
 * The failures of the Hardware Dev Center, and their dumps one by one. Every method retries what is worth retrying and
 * fails with a {@link dev.stopcode.devcenter.error.DevCenterException} that says whether trying again later may help.
 */
public interface DevCenter {

    /** The first page of the aggregated rows that match the query. */
    Future<Page<HitRow>> failureHits(HitsQuery query);

    /** The page after {@code page}; only to be called while {@link Page#hasNext()}. */
    Future<Page<HitRow>> failureHits(HitsQuery query, Page<HitRow> page);

    /** The first page of the single events of a failure, of the last thirty days at most. */
    Future<Page<DetailRow>> failureDetails(DetailsQuery query);

    /** The page after {@code page}; only to be called while {@link Page#hasNext()}. */
    Future<Page<DetailRow>> failureDetails(DetailsQuery query, Page<DetailRow> page);

    /**
     * Downloads a crash dump into {@code sink}, honouring its back-pressure, and ends the sink when the last byte is
     * written; the result is the number of bytes. A dump that the vendor no longer has fails with {@code NotFound}. A
     * transfer that breaks off fails: the bytes written so far are worthless. What the sink fails with comes as it is.
     */
    Future<Long> downloadCab(CabRef cab, WriteStream<Buffer> sink);

    /** The asynchronous reports. */
    Reports reports();

    /** Lets calls in flight end, then frees connections. */
    Future<Void> close();
}
