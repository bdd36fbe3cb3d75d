package dev.stopcode.sandbox.api;

import dev.stopcode.devcenter.Flavour;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dumps: cabdownload, which redirects, and the files that it leads to. */
final class CabRoutes {

    private final Vertx vertx;
    private final FailureSource rows;
    private final Clock clock;
    private final SignedFolder folder;
    private final Faults faults;

    CabRoutes(Vertx vertx, FailureSource rows, Clock clock, SignedFolder folder, Faults faults) {
        this.vertx = vertx;
        this.rows = rows;
        this.clock = clock;
        this.folder = folder;
        this.faults = faults;
    }

    void mount(Router router) {
        for (Flavour flavour : Flavour.values()) {
            router.get(flavour.path() + "/cabdownload").handler(context -> redirect(context, flavour));
        }
    }

    private void redirect(RoutingContext context, Flavour flavour) {
        HttpServerRequest request = context.request();
        String id = request.getParam("cabIdHash", "");
        boolean application = request.getParam("applicationId") != null;
        boolean gone = faults.strike(Fault.CabGone.class, request.path()).isPresent();
        if (id.isBlank() || (flavour.needsApplication() && !application)) {
            context.fail(ApiError.badQuery("cabIdHash and applicationId parameters are required"));
            return;
        }
        find(id).onFailure(context::fail).onSuccess(cab -> {
            if (cab.isPresent() && !gone) {
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", folder.link(id))
                        .end();
            } else {
                context.fail(ApiError.notFound("cabIdHash: no such dump"));
            }
        });
    }

    private Future<Optional<byte[]>> find(String id) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return vertx.executeBlocking(() -> rows.cab(id, today), false);
    }

    /** Answers a request to the storage host. */
    void download(HttpServerRequest request) {
        find(folder.name(request))
                .onSuccess(cab -> send(request, cab))
                .onFailure(e -> BlobHost.refuse(request.response(), 500, "InternalError", "The server failed."));
    }

    private void send(HttpServerRequest request, Optional<byte[]> cab) {
        HttpServerResponse response = request.response();
        if (cab.isEmpty()) {
            BlobHost.refuse(response, 404, "BlobNotFound", "The specified blob does not exist.");
            return;
        }
        response.putHeader("Content-Type", "application/octet-stream");
        Fault.@Nullable BodyFault fault = faults.strike(Fault.CabCut.class, request.path())
                        .isPresent()
                ? new Fault.ConnectionCut()
                : faults.strikeNamed(Fault.BodyFault.class, request.path()).orElse(null);
        Body.send(vertx, request, Buffer.buffer(cab.get()), fault);
    }
}
