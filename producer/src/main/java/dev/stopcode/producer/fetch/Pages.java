package dev.stopcode.producer.fetch;

import dev.stopcode.devcenter.Page;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages of an answer. While the caller works on one, the one after it is already asked for. For one thread. */
public final class Pages<R> {

    private final Supplier<Future<Page<R>>> first;
    private final Function<Page<R>, Future<Page<R>>> after;
    private final Shutdown shutdown;
    private @Nullable Page<R> last;
    private @Nullable Future<Page<R>> pending;

    /**
     * @param first asks for the first page
     * @param after asks for the page after the one given
     */
    public Pages(Supplier<Future<Page<R>>> first, Function<Page<R>, Future<Page<R>>> after, Shutdown shutdown) {
        this.first = first;
        this.after = after;
        this.shutdown = shutdown;
    }

    /**
     * The next page. Not to be called after a page without a next one.
     *
     * @throws dev.stopcode.devcenter.error.DevCenterException if it cannot be had; another call asks for the same page
     */
    public Page<R> next() {
        Future<Page<R>> call = pending == null ? request() : pending;
        pending = null;
        Page<R> page = shutdown.await(call);
        last = page;
        pending = page.hasNext() ? request() : null;
        return page;
    }

    private Future<Page<R>> request() {
        try {
            return last == null ? first.get() : after.apply(last);
        } catch (RuntimeException e) {
            // a page asked for ahead must not take the one in hand with it
            return Future.failedFuture(e);
        }
    }
}
