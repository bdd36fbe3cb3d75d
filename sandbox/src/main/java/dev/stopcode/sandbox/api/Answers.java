package dev.stopcode.sandbox.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/** Sends what the API answers, unless a fault is to spoil it. */
final class Answers {

    private final Vertx vertx;
    private final Faults faults;

    Answers(Vertx vertx, Faults faults) {
        this.vertx = vertx;
        this.faults = faults;
    }

    /** Answers with a page that is made on a worker thread. */
    void page(RoutingContext context, Callable<byte[]> page) {
        vertx.executeBlocking(page, false)
                .onSuccess(bytes -> json(context, 200, Buffer.buffer(bytes)))
                .onFailure(context::fail);
    }

    void json(RoutingContext context, int status, Buffer body) {
        boolean cut = faults.strike(Fault.TruncatedBody.class, context.request().path())
                .isPresent();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(cut ? body.slice(0, body.length() / 2) : body);
    }
}
