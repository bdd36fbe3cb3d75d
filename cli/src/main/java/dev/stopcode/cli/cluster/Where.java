package dev.stopcode.cli.cluster;

import java.nio.file.Path;
import java.util.Map;
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

    public Where {
        settings = Map.copyOf(settings);
    }
}
