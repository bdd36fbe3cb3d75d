package dev.stopcode.sandbox.registry;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of the registry's process.
 *
 * @param home where the registry's distribution lies unpacked
 * @param dataDir where it keeps its database, null to keep it in memory
 */
record RegistryCommand(Path home, @Nullable Path dataDir, int port, int managementPort) {

    private static final String MAIN_JAR = "quarkus-run.jar";
    private static final String HOST = "127.0.0.1";

    /**
     * A terminal sends its signals to all processes in it, a supervisor to all of a service: the registry is to outlive
     * those who use it. What is ignored at the start of a JVM stays ignored.
     */
    private static final List<String> IGNORING_SIGNALS =
            List.of("/bin/sh", "-c", "trap '' HUP INT TERM; exec \"$@\"", "sh");

    RegistryCommand {
        if (!home.resolve(MAIN_JAR).toFile().isFile()) {
            throw new RegistryStartException(
                    "There is no schema registry in " + home + ": " + MAIN_JAR + " is missing.");
        }
    }

    List<String> line() {
        List<String> line = new ArrayList<>(IGNORING_SIGNALS);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // small and soon ready rather than fast in the long run
        line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        line.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"));
        line.add("-Dquarkus.http.host=" + HOST);
        line.add("-Dquarkus.http.port=" + port);
        line.add("-Dquarkus.management.host=" + HOST);
        line.add("-Dquarkus.management.port=" + managementPort);
        if (dataDir != null) {
            line.add("-Dapicurio.storage.kind=sql");
            line.add("-Dapicurio.storage.sql.kind=h2");
            line.add("-Dapicurio.datasource.url=jdbc:h2:file:"
                    + dataDir.toAbsolutePath().resolve("registry"));
        }
        line.add("-cp");
        line.add(ownClasses() + File.pathSeparator + home.resolve(MAIN_JAR));
        line.add(RegistryProcess.class.getName());
        if (dataDir != null) {
            line.add(dataDir.toAbsolutePath().toString());
        }
        return line;
    }

    String url() {
        return "http://" + HOST + ":" + port + "/apis/ccompat/v7/";
    }

    private static Path ownClasses() {
        try {
            return Path.of(RegistryProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new RegistryStartException("Cannot tell where Stopcode's own classes lie", e);
        }
    }
}
