package dev.stopcode.cli.machine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work that goes on beside the caller's, on a thread of its own. */
public final class Background {

    private Background() {}

    /** Starts work without a result; a failure is found in the future. */
    public static CompletableFuture<Void> run(String name, Runnable work) {
        return CompletableFuture.runAsync(
                work, task -> Thread.ofPlatform().name(name).start(task));
    }

    /** Starts work; its result or failure is found in the future. */
    public static <T> CompletableFuture<T> call(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().name(name).start(task));
    }
}
