package dev.stopcode.sandbox.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The storage host behind the links, which knows signatures and no tokens. */
final class BlobHost {

    private final Map<SignedFolder, Consumer<HttpServerRequest>> folders = new LinkedHashMap<>();
    private final Faults faults;
    private volatile boolean sawToken;

    BlobHost(Faults faults) {
        this.faults = faults;
    }

    /** Serves a folder's files. */
    void serve(SignedFolder folder, Consumer<HttpServerRequest> files) {
        folders.put(folder, files);
    }

    boolean sawToken() {
        return sawToken;
    }

    void handle(HttpServerRequest request) {
        if (request.headers().contains("Authorization")) {
            sawToken = true;
        }
        faults.strikeNamed(Fault.Refusal.class, request.path())
                .ifPresentOrElse(refusal -> refuse(request, refusal), () -> answer(request));
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        boolean expired = faults.strike(Fault.LinkExpired.class, request.path()).isPresent();
        Optional<Consumer<HttpServerRequest>> files = folders.entrySet().stream()
                .filter(folder ->
                        folder.getKey().holds(request) && folder.getKey().opens(request))
                .map(Map.Entry::getValue)
                .findFirst();
        if (request.headers().contains("Authorization")) {
            refuse(response, 400, "InvalidAuthenticationInfo", "A signed link takes no Authorization header.");
        } else if (expired || files.isEmpty()) {
            refuse(response, 403, "AuthenticationFailed", "The signature is wrong or the link has expired.");
        } else {
            files.get().accept(request);
        }
    }

    private static void refuse(HttpServerRequest request, Fault.Refusal refusal) {
        switch (refusal) {
            case Fault.Throttle throttle -> {
                if (throttle.retryAfter() != null) {
                    request.response().putHeader("Retry-After", throttle.retryAfter());
                }
                refuse(request.response(), 429, "ServerBusy", "The server is busy.");
            }
            case Fault.ServerError error ->
                refuse(request.response(), error.status(), "InternalError", "The server failed.");
            case Fault.Html html -> FaultGate.html(request, html);
        }
    }

    /** An error as the storage service words it. */
    static void refuse(HttpServerResponse response, int status, String code, String message) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/xml")
                .end("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
