package dev.stopcode.cli.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the topics are that a command is about.
 *
 * @param config configuration file, null for none
 * @param settings single settings, above the file's
 * @param data what a run of {@code stopcode up} left or uses, null for a cluster
 */
public record Where(
        @Nullable Path config,
        Map<String, String> settings,
        @Nullable Path data) {

    /** Where {@code stopcode up} keeps its state unless told otherwise. */
    public static final Path DEFAULT_DATA = Path.of("data");

    /** The setting that names a cluster. */
    public static final String SERVERS = "kafka.bootstrap.servers";

    private static final String SERVERS_VARIABLE = "STOPCODE_KAFKA_BOOTSTRAP_SERVERS";

    public Where {
        settings = Map.copyOf(settings);
    }

    /** The directory that is meant, the default one where nothing is named; empty where a cluster is. */
    public Optional<Path> directory(Map<String, String> environment) {
        boolean namesCluster =
                config != null || settings.containsKey(SERVERS) || environment.containsKey(SERVERS_VARIABLE);
        return data == null && namesCluster ? Optional.empty() : Optional.of(data == null ? DEFAULT_DATA : data);
    }
}
