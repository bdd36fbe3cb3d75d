package dev.stopcode.sandbox.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The storage host behind the links, which knows signatures and no tokens. */
final class BlobHost {

    private final Map<SignedFolder, Consumer<HttpServerRequest>> folders = new LinkedHashMap<>();
    private volatile boolean sawToken;

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
            refuse(
                    request.response(),
                    400,
                    "InvalidAuthenticationInfo",
                    "A signed link takes no Authorization header.");
            return;
        }
        folders.keySet().stream()
                .filter(folder -> folder.holds(request) && folder.opens(request))
                .findFirst()
                .map(folders::get)
                .ifPresentOrElse(
                        files -> files.accept(request),
                        () -> refuse(
                                request.response(),
                                403,
                                "AuthenticationFailed",
                                "The signature is wrong or the link has expired."));
    }

    /** An error as the storage service words it. */
    static void refuse(HttpServerResponse response, int status, String code, String message) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/xml")
                .end("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
