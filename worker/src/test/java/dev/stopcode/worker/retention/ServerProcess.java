package dev.stopcode.worker.retention;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that says on its output which port it took. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param ready matches the line that says so; its first group is the port */
    static ServerProcess start(ProcessBuilder builder, Pattern ready) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> watch(process, ready, port));
        return new ServerProcess(process, port.get(60, TimeUnit.SECONDS));
    }

    private static void watch(Process process, Pattern ready, CompletableFuture<Integer> port) {
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = ready.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
                if (!port.isDone()) {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
        port.completeExceptionally(new IllegalStateException(String.join("\n", said)));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
