package dev.stopcode.devcenter.cabs;

import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException.Forbidden;
import dev.stopcode.devcenter.error.DevCenterException.LinkExpired;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.Downloads;
import dev.stopcode.devcenter.http.QueryString;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.net.URI;

/**
 * {@code GET {flavour}/cabdownload}: the API answers with a redirect to a signed link, which is followed; where that
 * has expired on the way, the API is asked for another, once.
 */
public final class CabDownload {

    private final Api api;
    private final Downloads downloads;

    public CabDownload(Api api, Downloads downloads) {
        this.api = api;
        this.downloads = downloads;
    }

    /** Writes the dump into {@code sink} and ends it; see {@link dev.stopcode.devcenter.DevCenter#downloadCab}. */
    public Future<Long> download(CabRef cab, WriteStream<Buffer> sink) {
        return follow(cab, sink)
                .recover(cause -> cause instanceof LinkExpired ? follow(cab, sink) : Future.failedFuture(cause))
                .recover(cause -> Future.failedFuture(
                        cause instanceof LinkExpired ? new Forbidden(String.valueOf(cause.getMessage())) : cause));
    }

    private Future<Long> follow(CabRef cab, WriteStream<Buffer> sink) {
        return link(cab).compose(link -> downloads.run(link, "dump", sink));
    }

    private Future<SignedLink> link(CabRef cab) {
        QueryString parameters =
                new QueryString().add("applicationId", cab.applicationId()).add("cabIdHash", cab.cabIdHash());
        URI target = api.method(cab.flavour().path() + "/cabdownload", parameters);
        return api.get(target, answer -> answer.isRedirect() ? answer.location(target) : answer.failure())
                .map(location -> new SignedLink(location.toString()));
    }
}
