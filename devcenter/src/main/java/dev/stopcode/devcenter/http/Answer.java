package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.error.DevCenterException.Malformed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The head of an answer, its body still to be read: once, by one of the methods that read it. */
public final class Answer {

    /** Longest text that is kept of a body that is not rows: enough for any error of the vendor. */
    private static final int TEXT_LIMIT = 64 * 1024;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpClientResponse response;
    private final String label;
    private final Clock clock;
    private final Body body;

    Answer(Vertx vertx, HttpClientResponse response, String label, Duration idleTimeout, Clock clock) {
        this.response = response;
        this.label = label;
        this.clock = clock;
        this.body = new Body(vertx, response, label, idleTimeout);
    }

    public int status() {
        return response.statusCode();
    }

    /** Whether it sends the client to another place, see {@link #location}. */
    public boolean isRedirect() {
        return REDIRECTS.contains(status());
    }

    /** Value of a header, null where it is missing. */
    public @Nullable String header(CharSequence name) {
        return response.getHeader(name);
    }

    public Body body() {
        return body;
    }

    /** The body as text; what exceeds 64 KiB is read and dropped. */
    public Future<String> text() {
        Buffer text = Buffer.buffer();
        return body.read(chunk -> text.appendBuffer(chunk, 0, Math.min(chunk.length(), TEXT_LIMIT - text.length())))
                .map(end -> text.toString());
    }

    /** Reads the body and fails by status, with what the vendor says in it. */
    public <T> Future<T> failure() {
        return text().compose(text -> Future.failedFuture(VendorError.of(response, text, label, clock.instant())));
    }

    /** Reads the body of a redirect; where it leads from {@code asked}. */
    public Future<URI> location(URI asked) {
        String location = header(HttpHeaders.LOCATION);
        return text().compose(ignored -> location == null
                ? Future.failedFuture(malformed("a redirect without Location"))
                : Future.succeededFuture(Links.resolve(asked, location)));
    }

    /** An answer that is not what is documented; {@code how} it is wrong goes into the message. */
    public Malformed malformed(String how) {
        return VendorError.malformed(response, label, how);
    }

    /** A message that names the request, the status and {@code what}. */
    public String message(String what) {
        return label + ": " + status() + ": " + what;
    }
}
