package dev.stopcode.cli.machine;

import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The directory that holds all state of {@code stopcode up}. */
public record DataDir(Path root) {

    /** Logs of the broker. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** Database of the registry. */
    public Path registry() {
        return root.resolve("registry");
    }

    /** Local state of the topology. */
    public Path streams() {
        return root.resolve("streams");
    }

    /** Crash dumps. */
    public Path cabs() {
        return root.resolve("cabs");
    }

    /** The settings that lead here. */
    public Map<String, String> settings() {
        return Map.of("streams.state.dir", streams().toString(), "cabs.store", cabs().toString());
    }

    /** What happened, for whoever has to find out why. */
    public Path log() {
        return root.resolve("logs").resolve("stopcode.log");
    }

    /** Whether a run has left something here. */
    public boolean isUsed() {
        return Files.exists(kafka());
    }

    /**
     * Takes the directory for this process, empty if another has it.
     *
     * @throws UserError if it cannot be written to
     */
    public Optional<DataLock> tryLock() {
        try {
            Files.createDirectories(root);
            return DataLock.tryLock(root.resolve("stopcode.lock"), endpointsFile());
        } catch (IOException e) {
            throw UserError.failed("The directory " + root + " cannot be used (" + FailureReport.reason(e)
                    + "): choose another with --data.");
        }
    }

    /** Where broker and registry of the process that has the directory are found; empty until they run. */
    public Optional<Endpoints> endpoints() {
        if (!Files.exists(endpointsFile())) {
            return Optional.empty();
        }
        Properties properties = PropertiesFile.read(endpointsFile());
        return Optional.of(new Endpoints(
                properties.getProperty("kafka.bootstrap.servers"), properties.getProperty("schema.registry.url")));
    }

    /** The settings with which the simulated Dev Center of that process is called; empty where there is none. */
    public Map<String, String> devCenter() {
        Map<String, String> settings = new TreeMap<>();
        if (Files.exists(endpointsFile())) {
            PropertiesFile.read(endpointsFile()).forEach((key, value) -> settings.put((String) key, (String) value));
        }
        settings.keySet().removeIf(key -> !key.startsWith("devcenter."));
        return settings;
    }

    Path worldFile() {
        return root.resolve("world.properties");
    }

    Path originFile() {
        return root.resolve("origin.properties");
    }

    private Path endpointsFile() {
        return root.resolve("up.properties");
    }

    /** Reads and writes small files. */
    static final class PropertiesFile {

        private PropertiesFile() {}

        static Properties read(Path file) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
                return properties;
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }

        static void write(Path file, Properties properties) {
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be written", e);
            }
        }
    }
}
