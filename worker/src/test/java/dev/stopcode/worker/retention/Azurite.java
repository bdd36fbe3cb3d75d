package dev.stopcode.worker.retention;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The emulator of Azure Blob Storage, installed by npm at its first use. Without npm the test is skipped, unless
 * {@code -Dnode=required}.
 */
final class Azurite {

    private static final Logger LOG = LoggerFactory.getLogger(Azurite.class);
    private static final String VERSION = "3.35.0";
    private static final Path HOME = Path.of("target", "azurite").toAbsolutePath();
    private static final Path MAIN = HOME.resolve("node_modules/azurite/dist/src/blob/main.js");

    /** Written by npm when it is done. */
    private static final Path INSTALLED = HOME.resolve("node_modules/.package-lock.json");

    private static final String SKIPPED =
            "The Azure store is not tested: its emulator needs node and npm, which are not installed";

    private Azurite() {}

    /** Starts it with one account. */
    static ServerProcess start(String account, String key) throws Exception {
        boolean available = isThere("node") && (Files.exists(INSTALLED) || isThere("npm"));
        if (!available && !"required".equals(System.getProperty("node"))) {
            LOG.warn(SKIPPED);
            abort(SKIPPED);
        }
        if (!Files.exists(INSTALLED)) {
            install();
        }
        ProcessBuilder builder = new ProcessBuilder(
                "node",
                MAIN.toString(),
                "--blobPort",
                "0",
                "--inMemoryPersistence",
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--silent");
        builder.environment().put("AZURITE_ACCOUNTS", account + ":" + key);
        return ServerProcess.start(builder.directory(HOME.toFile()), Pattern.compile("listens on http://\\S+:(\\d+)"));
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        File log = HOME.resolve("install.log").toFile();
        Process npm = new ProcessBuilder(
                        "npm", "install", "--no-audit", "--no-fund", "--prefix", HOME.toString(), "azurite@" + VERSION)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IllegalStateException("npm could not install azurite: " + Files.readString(log.toPath()));
        }
    }

    private static boolean isThere(String command) throws InterruptedException {
        try {
            return new ProcessBuilder(command, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
