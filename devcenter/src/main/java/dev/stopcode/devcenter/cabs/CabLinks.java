package dev.stopcode.devcenter.cabs;

import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.SignedLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/**
 * The links to all dumps of a failure of a Windows 10 driver. Methods fail with a {@link
 * dev.stopcode.devcenter.error.DevCenterException}.
 */
public interface CabLinks {

    /** The first page; the text of a rejected row may hold a signed link. */
    Future<Page<CabLink>> list(CabLinksQuery query);

    /** The page after {@code page}; only to be called while {@link Page#hasNext()}. */
    Future<Page<CabLink>> list(CabLinksQuery query, Page<CabLink> page);

    /**
     * Downloads a dump as {@link dev.stopcode.devcenter.DevCenter#downloadCab} does, without asking the API. Fails
     * with {@code LinkExpired} where the link is not accepted: ask for its page again.
     */
    Future<Long> download(SignedLink url, WriteStream<Buffer> sink);
}
