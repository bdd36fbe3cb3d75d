package dev.stopcode.worker.objects;

import java.io.IOException;

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

    <T> T call(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw new IOException(store + " cannot be used: " + e.getMessage(), e);
        }
    }
}
