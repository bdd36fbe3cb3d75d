package dev.stopcode.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What futures bring, waited for. */
public final class Futures {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Futures() {}

    public static <T> T await(Future<T> future) {
        return stage(future).orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The failure, which must be of that type. */
    public static <E extends Throwable> E failure(Future<?> future, Class<E> type) {
        CompletableFuture<?> done = stage(future.transform(outcome -> Future.succeededFuture(outcome.cause())));
        Object cause = done.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(cause).isInstanceOf(type);
        return type.cast(cause);
    }

    private static <T> CompletableFuture<T> stage(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture();
    }
}
