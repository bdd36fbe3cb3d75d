package dev.stopcode.sandbox.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/**
 * Files of the storage host that open by a signed link only.
 *
 * @param path from the host's root, with a slash at both ends
 * @param suffix what the names of its files end with
 * @param host the storage host, as {@code host:port}
 */
record SignedFolder(String path, String suffix, DownloadLinks links, Supplier<String> host) {

    /** A link to a file. */
    String link(String name) {
        return "http://" + host.get() + links.sign(path + name + suffix);
    }

    boolean holds(HttpServerRequest request) {
        return request.path().startsWith(path) && request.path().endsWith(suffix);
    }

    boolean opens(HttpServerRequest request) {
        return links.accepts(request.path(), request.getParam("se"), request.getParam("sig"));
    }

    /** The name of the requested file. */
    String name(HttpServerRequest request) {
        return request.path().substring(path.length(), request.path().length() - suffix.length());
    }
}
