package dev.stopcode.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** File, environment and flags as one map of texts: the later ones win. */
final class RawSettings {

    private static final String VARIABLES = "STOPCODE_";

    /** Variables of the launcher, of docker-compose.yml and of the ready connectors, which are not settings. */
    private static final Set<String> OF_OTHERS = Set.of(
            "STOPCODE_HOME",
            "STOPCODE_OPTS",
            "STOPCODE_CONFIG",
            "STOPCODE_IMAGE",
            "STOPCODE_PROPERTIES",
            "STOPCODE_POSTGRESQL_PASSWORD",
            "STOPCODE_WEBHOOK_AUTHORIZATION");

    private RawSettings() {}

    static Map<String, String> merge(
            @Nullable Path file, Map<String, String> env, Map<String, String> overrides, List<Problem> problems) {
        Map<String, String> merged = new TreeMap<>();
        if (file != null) {
            merged.putAll(read(file, problems));
        }
        env.forEach((name, value) -> {
            if (name.startsWith(VARIABLES) && !OF_OTHERS.contains(name)) {
                merged.put(key(name), value);
            }
        });
        merged.putAll(overrides);
        References references = new References(env, problems);
        merged.replaceAll((key, value) -> references.resolve(key, value.strip()));
        return merged;
    }

    /** {@code STOPCODE_DEVCENTER_CLIENT_SECRET} is {@code devcenter.client.secret}. */
    private static String key(String variable) {
        return variable.substring(VARIABLES.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The variable that sets a key. */
    static String variable(String key) {
        return VARIABLES + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Map<String, String> read(Path file, List<Problem> problems) {
        Map<String, String> values = new TreeMap<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                if (values.put((String) key, (String) value) != null) {
                    problems.add(Problem.of((String) key, null, "stands more than once in " + file));
                }
                return null;
            }
        };
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            problems.add(Problem.of(file.toString(), null, "there is no such file"));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(Problem.of(file.toString(), null, "cannot be read as a properties file: " + e.getMessage()));
        }
        return values;
    }
}
