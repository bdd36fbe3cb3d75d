package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException.LinkExpired;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.WriteStream;
import java.net.URI;

/**
 * Follows signed links to other hosts, without the token and to allowed hosts only. All is tried again until the first
 * byte is there, nothing after it.
 */
public final class Downloads {

    private static final int MAX_REDIRECTS = 3;

    private final URI api;
    private final Exchange links;
    private final Retry retry;
    private final LinkHosts hosts;

    /** Downloads from {@code hosts}; links that are relative are so to {@code api}. */
    public Downloads(URI api, Exchange links, Retry retry, LinkHosts hosts) {
        this.api = api;
        this.links = links;
        this.retry = retry;
        this.hosts = hosts;
    }

    /**
     * Writes the bytes behind the link into {@code sink} as they are, and ends it; their number. Fails with {@code
     * LinkExpired}, the sink untouched, where the link is not accepted.
     *
     * @param what is called for, in messages
     */
    public Future<Long> run(SignedLink link, String what, WriteStream<Buffer> sink) {
        return Future.succeededFuture()
                .compose(go -> fetch(Links.resolve(api, link.uri()), what, MAX_REDIRECTS))
                .compose(answer -> new Transfer(answer, sink).run());
    }

    private Future<Answer> fetch(URI link, String what, int redirects) {
        if (redirects == 0) {
            return Future.failedFuture(
                    new LinkRefused("a " + what + " behind more than " + MAX_REDIRECTS + " redirects"));
        }
        hosts.check(link);
        return retry.run(() -> links.get(link, HttpHeaders.headers(), "GET " + what + " from " + link.getHost())
                        .compose(Downloads::readable))
                .compose(answer -> answer.isRedirect()
                        ? answer.location(link).compose(next -> fetch(next, what, redirects - 1))
                        : Future.succeededFuture(answer));
    }

    private static Future<Answer> readable(Answer answer) {
        if (answer.status() == 200 || answer.isRedirect()) {
            return Future.succeededFuture(answer);
        }
        return answer.status() == 401 || answer.status() == 403
                ? answer.text()
                        .compose(ignored -> Future.failedFuture(
                                new LinkExpired(answer.message("the signed link has expired or is not accepted"))))
                : answer.failure();
    }
}
