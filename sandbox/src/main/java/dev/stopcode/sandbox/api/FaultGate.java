package dev.stopcode.sandbox.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** What a request meets before it is answered: faults, and the check of its token. */
final class FaultGate {

    private static final String HTML = "<html><head><title>Service Unavailable</title></head><body>"
            + "<h2>Our services aren't available right now</h2></body></html>";

    private final Faults faults;
    private final TokenDesk tokens;
    private final RateWindows rates;

    FaultGate(Faults faults, TokenDesk tokens, Clock clock) {
        this.faults = faults;
        this.tokens = tokens;
        this.rates = new RateWindows(clock);
    }

    /** What a request of the API meets. */
    void handle(RoutingContext context) {
        String path = context.request().path();
        if (faults.strike(Fault.TokensExpired.class, path).isPresent()) {
            tokens.expireAll();
        }
        Optional<Fault.Refusal> refusal =
                faults.strike(Fault.Refusal.class, path).or(() -> tooMany(path));
        if (refusal.isPresent()) {
            refuse(context.request(), refusal.get());
        } else if (tokens.accepts(context.request().getHeader("Authorization"))) {
            context.next();
        } else {
            ApiError.unauthorized().send(context.request());
        }
    }

    private Optional<Fault.Refusal> tooMany(String path) {
        return faults.strikeAll(Fault.RateLimit.class, path).stream()
                .flatMap(limit -> rates.count(limit).stream())
                .<Fault.Refusal>map(wait -> new Fault.Throttle(String.valueOf(wait.toSeconds() + 1)))
                .findFirst();
    }

    /** What a request for a token meets. */
    void login(RoutingContext context) {
        faults.strikeNamed(Fault.Refusal.class, context.request().path())
                .ifPresentOrElse(refusal -> refuse(context.request(), refusal), context::next);
    }

    private static void refuse(HttpServerRequest request, Fault.Refusal refusal) {
        switch (refusal) {
            case Fault.Throttle throttle -> {
                if (throttle.retryAfter() != null) {
                    request.response().putHeader("Retry-After", throttle.retryAfter());
                }
                ApiError.throttled().send(request);
            }
            case Fault.ServerError error -> ApiError.server(error.status()).send(request);
            case Fault.Html html -> html(request, html);
        }
    }

    static void html(HttpServerRequest request, Fault.Html fault) {
        request.response()
                .setStatusCode(fault.status())
                .putHeader("Content-Type", "text/html")
                .end(HTML);
    }
}
