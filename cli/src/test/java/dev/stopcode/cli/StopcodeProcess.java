package dev.stopcode.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The command in a JVM of its own. */
final class StopcodeProcess implements AutoCloseable {

    /** Tests that run in the background of a shell ignore interrupts, and so would all that they start. */
    private static final List<String> HEEDING_INTERRUPTS = heedingInterrupts();

    private final Process process;
    private final Path out;
    private final Path err;

    private StopcodeProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    private static List<String> heedingInterrupts() {
        try {
            boolean available = new ProcessBuilder("env", "--default-signal=INT", "true")
                            .start()
                            .waitFor()
                    == 0;
            return available ? List.of("env", "--default-signal=INT") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the command; its output goes to files in {@code dir}. */
    static StopcodeProcess start(Path dir, String... args) {
        List<String> line = new ArrayList<>(HEEDING_INTERRUPTS);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstopcode.registry.home=" + System.getProperty("stopcode.registry.home"),
                "-cp",
                classPath(),
                Stopcode.class.getName()));
        line.addAll(List.of(args));
        try {
            Path out = Files.createTempFile(dir, "out", ".txt");
            Path err = Files.createTempFile(dir, "err", ".txt");
            Process process = new ProcessBuilder(line)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new StopcodeProcess(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts {@code stopcode up}, to end when nothing is left to do.
     *
     * @param registryPort 0 for any free one; the broker takes any
     */
    static StopcodeProcess startUp(Path dir, Path data, int registryPort, String... more) {
        List<String> line = new ArrayList<>(List.of("up", "--until-idle", "--data", data.toString()));
        line.addAll(List.of("--broker-port", "0", "--registry-port", Integer.toString(registryPort)));
        line.addAll(List.of(more));
        return start(dir, line.toArray(String[]::new));
    }

    /** The tests' own; what runs them hides it behind a jar. */
    private static String classPath() {
        return Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
    }

    /** Waits for the end; the exit code. */
    int await(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s: " + err());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGINT to the process and those that it has started, as Ctrl-C does. */
    void interruptAll() {
        List<String> line = new ArrayList<>(List.of("kill", "-s", "INT", Long.toString(process.pid())));
        process.descendants().forEach(child -> line.add(Long.toString(child.pid())));
        try {
            new ProcessBuilder(line).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
