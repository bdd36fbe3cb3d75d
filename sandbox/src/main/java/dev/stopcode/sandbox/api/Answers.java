package dev.stopcode.sandbox.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/** Sends what the API answers, unless a fault is to spoil it. */
record Answers(Vertx vertx, Faults faults) {

    /** Answers with a page that is made on a worker thread. */
    void page(RoutingContext context, Callable<byte[]> page) {
        vertx.executeBlocking(page, false)
                .onSuccess(bytes -> json(context, 200, Buffer.buffer(bytes)))
                .onFailure(context::fail);
    }

    void json(RoutingContext context, int status, Buffer body) {
        HttpServerRequest request = context.request();
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json; charset=utf-8");
        Body.send(
                vertx,
                request,
                body,
                faults.strike(Fault.BodyFault.class, request.path()).orElse(null));
    }
}
