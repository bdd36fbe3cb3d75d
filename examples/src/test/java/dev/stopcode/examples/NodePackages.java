package dev.stopcode.examples;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What npm installs for a test, at its first use. Without npm the test is skipped, unless {@code -Dnode=required}.
 */
final class NodePackages {

    private static final Logger LOG = LoggerFactory.getLogger(NodePackages.class);

    private NodePackages() {}

    /**
     * Installs what a package.json names, and runs none of their scripts.
     *
     * @param name of the directory under {@code target} that it goes to
     * @return the directory
     */
    static Path install(String name, String packageJson) throws IOException, InterruptedException {
        Path home = Path.of("target", name).toAbsolutePath();
        Path installed = home.resolve("node_modules/.package-lock.json"); // written by npm when it is done
        Path wanted = home.resolve("package.json");
        boolean current = Files.exists(installed) && Files.readString(wanted).equals(packageJson);
        boolean available = isThere("node") && (current || isThere("npm"));
        if (!available && !"required".equals(System.getProperty("node"))) {
            String skipped = name + " is not tested: it needs node and npm, which are not installed";
            LOG.warn(skipped);
            abort(skipped);
        }
        if (!current) {
            Files.createDirectories(home);
            Files.deleteIfExists(installed);
            Files.writeString(wanted, packageJson);
            install(home);
        }
        return home;
    }

    private static void install(Path home) throws IOException, InterruptedException {
        File log = home.resolve("install.log").toFile();
        Process npm = new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IllegalStateException("npm could not install: " + Files.readString(log.toPath()));
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
