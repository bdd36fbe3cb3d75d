package dev.stopcode.devcenter.cabs;

import dev.stopcode.devcenter.error.DevCenterException.Forbidden;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import dev.stopcode.devcenter.http.Answer;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.Exchange;
import dev.stopcode.devcenter.http.LinkHosts;
import dev.stopcode.devcenter.http.Links;
import dev.stopcode.devcenter.http.QueryString;
import dev.stopcode.devcenter.http.Retry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.WriteStream;
import java.net.URI;
import java.util.Set;

/**
 * {@code GET {flavour}/cabdownload}: the API answers with a redirect to a signed link on another host, which is followed
 * without the token and to allowed hosts only. All is tried again until the dump's first byte is there, nothing after it.
 */
public final class CabDownload {

    private static final int MAX_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Api api;
    private final Exchange links;
    private final Retry retry;
    private final LinkHosts hosts;

    public CabDownload(Api api, Exchange links, Retry retry, LinkHosts hosts) {
        this.api = api;
        this.links = links;
        this.retry = retry;
        this.hosts = hosts;
    }

    /** Writes the dump into {@code sink} and ends it; see {@link dev.stopcode.devcenter.DevCenter#downloadCab}. */
    public Future<Long> download(CabRef cab, WriteStream<Buffer> sink) {
        return open(cab).compose(answer -> new Transfer(answer, sink).run());
    }

    private Future<Answer> open(CabRef cab) {
        return link(cab)
                .compose(link -> fetch(link, MAX_REDIRECTS)
                        .recover(cause -> cause instanceof Forbidden
                                ? link(cab).compose(fresh -> fetch(fresh, MAX_REDIRECTS))
                                : Future.failedFuture(cause)));
    }

    private Future<URI> link(CabRef cab) {
        QueryString parameters =
                new QueryString().add("applicationId", cab.applicationId()).add("cabIdHash", cab.cabIdHash());
        URI target = api.method(cab.flavour().path() + "/cabdownload", parameters);
        return api.get(
                target, answer -> REDIRECTS.contains(answer.status()) ? location(target, answer) : answer.failure());
    }

    private Future<Answer> fetch(URI link, int redirects) {
        if (redirects == 0) {
            return Future.failedFuture(new LinkRefused("a dump behind more than " + MAX_REDIRECTS + " redirects"));
        }
        hosts.check(link);
        return retry.run(() -> links.get(link, HttpHeaders.headers(), "GET dump from " + link.getHost())
                        .compose(CabDownload::readable))
                .compose(answer -> answer.status() == 200
                        ? Future.succeededFuture(answer)
                        : location(link, answer).compose(next -> fetch(next, redirects - 1)));
    }

    private static Future<Answer> readable(Answer answer) {
        return switch (answer.status()) {
            case 200, 301, 302, 303, 307, 308 -> Future.succeededFuture(answer);
            case 401, 403 ->
                answer.text()
                        .compose(ignored -> Future.failedFuture(
                                new Forbidden(answer.message("the signed link has expired or is not accepted"))));
            default -> answer.failure();
        };
    }

    private static Future<URI> location(URI from, Answer redirect) {
        String location = redirect.header(HttpHeaders.LOCATION);
        return redirect.text()
                .compose(ignored -> location == null
                        ? Future.failedFuture(redirect.malformed("a redirect without Location"))
                        : Future.succeededFuture(Links.resolve(from, location)));
    }
}
