package dev.stopcode.sandbox.registry;

import dev.stopcode.sandbox.port.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real schema registry (Apicurio) in a process of its own, on 127.0.0.1 only, with Confluent's REST API. It ends
 * with {@link #close()}, and by itself when this JVM is gone, however that came about; the signals that stop other
 * processes leave it alone.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    /** System property with the directory where the registry's distribution lies unpacked. */
    public static final String HOME_PROPERTY = "stopcode.registry.home";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOG_LINES = 20;

    private final Process process;
    private final URI url;

    private EmbeddedRegistry(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a registry whose schemas and ids survive a restart on the same directory, and returns when it answers.
     * The one that a killed parent left there is waited for.
     *
     * @param dataDir where it keeps its database and {@code registry.log}
     * @param port where clients find it, 0 for any free port
     * @throws dev.stopcode.sandbox.port.PortInUseException if the port is taken
     * @throws RegistryStartException if it ends before it answers, does not answer in time, or another one does
     *     not make room
     */
    public static EmbeddedRegistry start(Path dataDir, int port) {
        return start(home(), dataDir, dataDir, port);
    }

    /**
     * Starts a registry that forgets everything when it stops, on any free port.
     *
     * @param logDir where it writes {@code registry.log}
     */
    public static EmbeddedRegistry startInMemory(Path logDir) {
        return start(home(), null, logDir, 0);
    }

    static EmbeddedRegistry start(Path home, @Nullable Path dataDir, Path logDir, int port) {
        long begin = System.nanoTime();
        if (dataDir != null) {
            awaitFree(dataDir);
        }
        RegistryCommand command = new RegistryCommand(home, dataDir, Ports.reserve(port), Ports.reserve(0));
        Path log = logDir.resolve("registry.log");
        Process process = launch(command, log);
        EmbeddedRegistry registry = new EmbeddedRegistry(process, URI.create(command.url()));
        try {
            registry.awaitReady(log);
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("url", registry.url)
                .addKeyValue(
                        "millis", Duration.ofNanos(System.nanoTime() - begin).toMillis())
                .log("schema registry started");
        return registry;
    }

    /** For {@code schema.registry.url}. */
    public URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** Stops the registry and waits until it has. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path home() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new RegistryStartException(
                    "Set the system property " + HOME_PROPERTY + " to the directory of the unpacked schema registry.");
        }
        return Path.of(home);
    }

    private static void awaitFree(Path dataDir) {
        try {
            RegistryDirectory.awaitFree(dataDir, STOPPED_WITHIN);
        } catch (IOException e) {
            throw new RegistryStartException("The registry's directory " + dataDir + " cannot be used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryStartException("Interrupted while the registry before ended", e);
        }
    }

    private static Process launch(RegistryCommand command, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ProcessBuilder(command.line())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new RegistryStartException("The schema registry cannot be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady(Path log) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                if (System.nanoTime() > deadline) {
                    throw failed("did not answer within " + READY_WITHIN.toSeconds() + " s", log);
                }
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failed("ended with exit code " + process.exitValue(), log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryStartException("Interrupted while the schema registry started", e);
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("subjects"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private static RegistryStartException failed(String how, Path log) {
        return new RegistryStartException(
                "The schema registry " + how + ". The end of " + log + ":\n" + String.join("\n", lastLines(log)));
    }

    private static List<String> lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
