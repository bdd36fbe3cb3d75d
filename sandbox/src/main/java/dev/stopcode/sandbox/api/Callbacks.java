package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.report.ReportBook;
import dev.stopcode.sandbox.report.ReportBook.Notice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

/** Tells clients that a run has completed, once and whether they hear it or not. */
final class Callbacks {

    private static final long PERIOD_MILLIS = 50;

    private final Vertx vertx;
    private final Faults faults;
    private final HttpClient http;
    private final long timer;

    /** Looks for completed runs from now on. */
    Callbacks(Vertx vertx, ReportBook book, Faults faults) {
        this.vertx = vertx;
        this.faults = faults;
        this.http = vertx.createHttpClient();
        this.timer = vertx.setPeriodic(PERIOD_MILLIS, unused -> book.notices().forEach(this::tell));
    }

    private void tell(Notice notice) {
        String address = notice.callback().toString();
        if (faults.strike(Fault.CallbackLost.class, address).isPresent()) {
            return;
        }
        RequestOptions post = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(address);
        http.request(post).compose(request -> {
            request.putHeader("Content-Type", "application/json");
            return request.send(
                    new JsonObject().put("reportId", notice.report()).toBuffer());
        });
    }

    Future<Void> close() {
        vertx.cancelTimer(timer);
        return http.close();
    }
}
