package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The container engine of a test, by its command. Without one the test is skipped, unless {@code -Ddocker=required}.
 *
 * <p>{@code -Ddocker.env=FILE} names other images than those of docker-compose.yml, as its {@code --env-file} does.
 */
final class Docker {

    private static final Logger LOG = LoggerFactory.getLogger(Docker.class);

    /** The directory that holds docker-compose.yml. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Map<String, String> names;
    private final Map<String, String> environment;
    private final List<String> compose;

    private Docker(Map<String, String> names, Map<String, String> environment, List<String> compose) {
        this.names = names;
        this.environment = environment;
        this.compose = compose;
    }

    /** @param environment of the commands, beside the images' names */
    static Docker connect(Map<String, String> environment) {
        if (!answers("docker", "info") && !"required".equals(System.getProperty("docker"))) {
            String skipped = "containers are not tested: no container engine answers to `docker info`";
            LOG.error(skipped); // the command logs nothing less
            abort(skipped);
        }
        String names = System.getProperty("docker.env");
        boolean plugin = answers("docker", "compose", "version");
        return new Docker(
                names == null ? Map.of() : properties(names),
                environment,
                plugin ? List.of("docker", "compose") : List.of("docker-compose"));
    }

    /** A file of the project. */
    static Map<String, String> properties(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(ROOT.resolve(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> map = new HashMap<>();
        properties.forEach((key, value) -> map.put((String) key, (String) value));
        return map;
    }

    /** A name for Stopcode's image that no other process gives. */
    static String imageOfThisRun() {
        return "local/stopcode-test:" + ProcessHandle.current().pid();
    }

    /** Builds Stopcode's image from what Maven has packaged. */
    void build(String tag, String... options) {
        List<String> line = new ArrayList<>(List.of("docker", "build", "--quiet", "--tag", tag));
        line.addAll(List.of("--build-arg", "JRE_IMAGE=" + image("JRE_IMAGE", "Dockerfile")));
        line.addAll(List.of(options));
        line.add(ROOT.toString());
        run(line);
    }

    /** The name that a variable of docker-compose.yml has, or its default there. */
    String image(String variable) {
        return image(variable, "docker-compose.yml");
    }

    private String image(String variable, String file) {
        Pattern fallback = Pattern.compile(variable + "(?::-|=)([^}\\s]+)");
        try {
            Matcher matcher = fallback.matcher(Files.readString(ROOT.resolve(file)));
            assertThat(matcher.find()).as("%s of %s", variable, file).isTrue();
            return names.getOrDefault(variable, matcher.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code docker compose}, or what it was called before. */
    String compose(String... arguments) {
        List<String> line = new ArrayList<>(compose);
        line.addAll(List.of(arguments));
        return run(line);
    }

    /** Runs {@code docker}; what it prints. */
    String run(String... arguments) {
        List<String> line = new ArrayList<>(List.of("docker"));
        line.addAll(List.of(arguments));
        return run(line);
    }

    private String run(List<String> line) {
        try {
            Path out = Files.createTempFile("docker", ".out");
            Path err = Files.createTempFile("docker", ".err");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(ROOT.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(names);
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            String said = Files.readString(out);
            String complaint = Files.readString(err);
            Files.delete(out);
            Files.delete(err);
            assertThat(ended && process.exitValue() == 0)
                    .as("%s: %s", line, complaint)
                    .isTrue();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean answers(String... line) {
        try {
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
