package dev.stopcode.sandbox.api;

import dev.stopcode.devcenter.Flavour;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dumps: cabdownload, which redirects, and the storage host behind it, which knows signed links and no tokens. */
final class CabRoutes {

    private static final String FOLDER = "/cabs/";
    private static final String SUFFIX = ".ext.zip";

    private final Vertx vertx;
    private final FailureSource rows;
    private final Clock clock;
    private final DownloadLinks links;
    private final Faults faults;
    private volatile boolean sawToken;

    CabRoutes(Vertx vertx, FailureSource rows, Clock clock, DownloadLinks links, Faults faults) {
        this.vertx = vertx;
        this.rows = rows;
        this.clock = clock;
        this.links = links;
        this.faults = faults;
    }

    boolean sawToken() {
        return sawToken;
    }

    /** Leads to the dump on the storage host, which is named as {@code host:port}. */
    void redirect(RoutingContext context, Flavour flavour, String blobHost) {
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
                String link = "http://" + blobHost + links.sign(FOLDER + id + SUFFIX);
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", link)
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
        String path = request.path();
        HttpServerResponse response = request.response();
        if (request.headers().contains("Authorization")) {
            sawToken = true;
            refuse(response, 400, "InvalidAuthenticationInfo", "A signed link takes no Authorization header.");
        } else if (!path.startsWith(FOLDER)
                || !path.endsWith(SUFFIX)
                || !links.accepts(path, request.getParam("se"), request.getParam("sig"))) {
            refuse(response, 403, "AuthenticationFailed", "The signature is wrong or the link has expired.");
        } else {
            String id = path.substring(FOLDER.length(), path.length() - SUFFIX.length());
            find(id).onSuccess(cab -> send(request, cab))
                    .onFailure(e -> refuse(response, 500, "InternalError", "The server failed."));
        }
    }

    private void send(HttpServerRequest request, Optional<byte[]> cab) {
        HttpServerResponse response = request.response();
        if (cab.isEmpty()) {
            refuse(response, 404, "BlobNotFound", "The specified blob does not exist.");
            return;
        }
        Buffer bytes = Buffer.buffer(cab.get());
        response.putHeader("Content-Type", "application/octet-stream");
        if (faults.strike(Fault.CabCut.class, request.path()).isPresent()) {
            response.putHeader("Content-Length", String.valueOf(bytes.length()));
            response.write(bytes.slice(0, bytes.length() / 2))
                    .onComplete(written -> request.connection().close());
        } else {
            response.end(bytes);
        }
    }

    private static void refuse(HttpServerResponse response, int status, String code, String message) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/xml")
                .end("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
