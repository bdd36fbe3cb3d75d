package dev.stopcode.producer.fetch;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The wish to stop. Every wait of the producer's threads goes through here and ends with a
 * {@link CancellationException} as soon as the wish is there, so that a thread stops between two transactions and
 * never inside one.
 */
public final class Shutdown {

    private final CompletableFuture<Void> requested = new CompletableFuture<>();

    public void request() {
        requested.complete(null);
    }

    /** Ends as the call does, or with the wish if that is there before. */
    public CompletionStage<Void> orRequested(Future<?> call) {
        return CompletableFuture.anyOf(call.toCompletionStage().toCompletableFuture(), requested)
                .thenAccept(result -> {
                    if (requested.isDone()) {
                        throw new CancellationException("shutting down");
                    }
                });
    }

    public boolean isRequested() {
        return requested.isDone();
    }

    /** Waits for the result of a call; its failure is thrown as it is. */
    public <T> T await(Future<T> call) {
        CompletableFuture<T> result = call.toCompletionStage().toCompletableFuture();
        try {
            CompletableFuture.anyOf(result, requested).join();
            if (requested.isDone()) {
                throw new CancellationException("shutting down");
            }
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits for {@code pause}. */
    public void pause(Duration pause) {
        pause(pause, new CompletableFuture<>());
    }

    /** Waits for {@code pause} or until {@code end} is complete. */
    public void pause(Duration pause, CompletableFuture<?> end) {
        try {
            CompletableFuture.anyOf(end, requested).get(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end of a pause failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        if (requested.isDone()) {
            throw new CancellationException("shutting down");
        }
    }
}
