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
        Optional<Fault.Throttle> throttle = faults.strike(Fault.Throttle.class, path);
        Optional<Fault.ServerError> error = faults.strike(Fault.ServerError.class, path);
        Optional<Fault.Html> html = faults.strike(Fault.Html.class, path);
        if (throttle.isPresent()) {
            String retryAfter = throttle.get().retryAfter();
            if (retryAfter != null) {
                response.putHeader("Retry-After", retryAfter);
            }
            ApiError.throttled().send(response);
        } else if (error.isPresent()) {
            ApiError.server(error.get().status()).send(response);
        } else if (html.isPresent()) {
            response.setStatusCode(html.get().status())
                    .putHeader("Content-Type", "text/html")
                    .end(HTML);
        } else if (tokens.accepts(context.request().getHeader("Authorization"))) {
            context.next();
        } else {
            ApiError.unauthorized().send(response);
        }
    }
}
