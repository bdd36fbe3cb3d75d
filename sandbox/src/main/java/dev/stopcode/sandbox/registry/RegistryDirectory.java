package dev.stopcode.sandbox.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A registry's directory, which its process holds until it is gone. A killed parent does not wait for its registry to
 * end: whoever starts the next one does.
 */
final class RegistryDirectory {

    private static final Duration POLL = Duration.ofMillis(50);

    /** What a process holds it holds to its end. */
    @SuppressWarnings("UnusedVariable") // kept from the garbage collector
    private static @Nullable FileLock held;

    private RegistryDirectory() {}

    /**
     * Waits until no process holds the directory.
     *
     * @throws RegistryStartException if one still does after that time
     */
    static void awaitFree(Path path, Duration longest) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        Files.createDirectories(path);
        try (FileChannel file = open(path)) {
            while (file.tryLock() == null) {
                if (System.nanoTime() > deadline) {
                    throw new RegistryStartException(
                            "Another registry uses " + path + ": stop it, or choose another directory.");
                }
                Thread.sleep(POLL);
            }
        }
    }

    /** Holds the directory for this process, as soon as no other does. */
    @SuppressWarnings("resource") // closed with the process
    static void hold(Path path) throws IOException {
        held = open(path).lock();
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path.resolve("registry.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
