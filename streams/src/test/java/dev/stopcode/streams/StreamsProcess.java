package dev.stopcode.streams;

import dev.stopcode.config.StreamsConfig.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The streams application in a JVM of its own, to be killed. */
final class StreamsProcess {

    private StreamsProcess() {}

    static Process start(Installation installation, Path stateDir, File log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsProcess.class.getName(),
                        installation.config.kafka().prefix(),
                        Integer.toString(installation.config.kafka().partitions()),
                        installation.config.kafka().clients().get("bootstrap.servers"),
                        installation.config.kafka().serdes().get("schema.registry.url"),
                        stateDir.toString(),
                        installation.config.streams().stores().name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        Installation installation = new Installation(
                args[0],
                Integer.parseInt(args[1]),
                args[2],
                URI.create(args[3]),
                Path.of(args[4]),
                Stores.valueOf(args[5]));
        new StreamsApp(installation.config, new SimpleMeterRegistry()).start();
        Thread.currentThread().join();
    }
}
