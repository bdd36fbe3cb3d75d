package dev.stopcode.worker;

import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/** A worker in a JVM of its own, to be killed. */
final class WorkerProcess {

    private WorkerProcess() {}

    static Process start(String prefix, String bootstrapServers, URI registry, URI api, Path store, File log)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        prefix,
                        bootstrapServers,
                        registry.toString(),
                        api.toString(),
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        DevCenterConfig devCenter = Vendor.config(URI.create(args[3]));
        Installation installation =
                new Installation(args[0], args[1], URI.create(args[2]), devCenter, Path.of(args[4]));
        new WorkerApp(
                        installation.config(1, 3),
                        DevCenterClient.create(vertx, devCenter),
                        vertx,
                        Clock.systemUTC(),
                        new SimpleMeterRegistry())
                .start();
        Thread.currentThread().join();
    }
}
