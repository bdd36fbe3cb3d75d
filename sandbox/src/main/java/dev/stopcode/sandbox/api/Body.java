package dev.stopcode.sandbox.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Sends the bodies of answers, spoilt where a fault says so. */
final class Body {

    private Body() {}

    /** Ends the answer to a request. */
    static void send(Vertx vertx, HttpServerRequest request, Buffer body, Fault.@Nullable BodyFault fault) {
        HttpServerResponse response = request.response();
        Buffer half = body.slice(0, body.length() / 2);
        switch (fault) {
            case null -> response.end(body);
            case Fault.TruncatedBody cut -> response.end(half);
            case Fault.ConnectionCut cut -> {
                response.putHeader("Content-Length", String.valueOf(body.length()));
                response.write(half).onComplete(written -> request.connection().close());
            }
            case Fault.SlowBody slow -> {
                response.putHeader("Content-Length", String.valueOf(body.length()));
                response.write(half)
                        .compose(written -> pause(vertx, slow))
                        .onSuccess(over -> response.end(body.slice(half.length(), body.length())));
            }
        }
    }

    static Future<Void> pause(Vertx vertx, Fault.SlowBody fault) {
        return vertx.timer(Math.max(1, fault.millis())).mapEmpty();
    }
}
