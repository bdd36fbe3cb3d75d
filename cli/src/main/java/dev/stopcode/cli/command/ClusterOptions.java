package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Where;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the topics are that a command reads. */
final class ClusterOptions {

    @Mixin
    ConfigOptions config = new ConfigOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Read what `stopcode up` uses or left in DIR; ./data where no cluster is named.")
    @Nullable
    Path data;

    Where where() {
        return new Where(config.file, config.settings, data);
    }
}
