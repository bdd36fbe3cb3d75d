package dev.stopcode.sandbox.api;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What a request meets before it is answered: faults, and the check of its token. */
final class FaultGate {

    private static final String HTML = "<html><head><title>Service Unavailable</title></head><body>"
            + "<h2>Our services aren't available right now</h2></body></html>";

    private final Faults faults;
    private final TokenDesk tokens;

    FaultGate(Faults faults, TokenDesk tokens) {
        this.faults = faults;
        this.tokens = tokens;
    }

    void handle(RoutingContext context) {
        String path = context.request().path();
        HttpServerResponse response = context.response();
        if (faults.strike(Fault.TokensExpired.class, path).isPresent()) {
            tokens.expireAll();
        }
        Optional<Fault.Refusal> refusal = faults.strike(Fault.Refusal.class, path);
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
        } else if (tokens.accepts(context.request().getHeader("Authorization"))) {
            context.next();
        } else {
            ApiError.unauthorized().send(response);
        }
    }

    private static void refuse(HttpServerResponse response, Fault.Refusal refusal) {
        switch (refusal) {
            case Fault.Throttle throttle -> {
                if (throttle.retryAfter() != null) {
                    response.putHeader("Retry-After", throttle.retryAfter());
                }
                ApiError.throttled().send(response);
            }
            case Fault.ServerError error -> ApiError.server(error.status()).send(response);
            case Fault.Html html ->
                response.setStatusCode(html.status())
                        .putHeader("Content-Type", "text/html")
                        .end(HTML);
        }
    }
}
