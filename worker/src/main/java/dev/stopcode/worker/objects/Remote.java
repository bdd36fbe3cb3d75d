package dev.stopcode.worker.objects;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** Calls of a vendor's client: whatever they throw means that the store cannot be used for now. */
final class Remote {

    /** A call that fails as its client likes. */
    @FunctionalInterface
    interface Call<T> {
        T run();
    }

    private final String store;

    /** @param store as people know it */
    Remote(String store) {
        this.store = store;
    }

    /** The place of an object; the path may hold any characters. */
    static URI location(String scheme, String authority, String path) {
        try {
            return new URI(scheme, authority, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    <T> T call(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw new IOException(store + " cannot be used: " + e.getMessage(), e);
        }
    }
}
