package dev.stopcode.cli.machine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work that goes on beside the caller's, on a thread of its own. */
public final class Background {

    private Background() {}

    /** Starts the work; a failure is found in the result. */
    public static <T> CompletableFuture<T> run(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().name(name).start(task));
    }
}
