package dev.stopcode.cli.command;

import dev.stopcode.config.ConfigLoader;
import dev.stopcode.config.StopcodeConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where settings come from: single ones on the command line, then the environment, then a file. */
final class ConfigOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "${env:STOPCODE_CONFIG}",
            description = "Configuration file; default: the variable STOPCODE_CONFIG.")
    @Nullable
    Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Setting that stands above file and environment; may be repeated.")
    Map<String, String> settings = new LinkedHashMap<>();

    /** The configuration. */
    StopcodeConfig load(Map<String, String> environment) {
        return load(environment, Map.of());
    }

    /** Likewise, with settings that the command gives unless the command line says otherwise. */
    StopcodeConfig load(Map<String, String> environment, Map<String, String> ofCommand) {
        Map<String, String> all = new LinkedHashMap<>(ofCommand);
        all.putAll(settings);
        return ConfigLoader.load(file, environment, all);
    }
}
