package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.config.StopcodeConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about configuration. */
final class ConfigCommand {

    private ConfigCommand() {}

    @Command(
            name = "config",
            description = "Check a configuration.",
            footer = {"", "Example: stopcode config check --config /etc/stopcode.properties"})
    static final class Group {}

    @Command(
            name = "check",
            description = "Check a configuration without connecting anywhere; all problems are told at once.",
            footer = {"", "Example: stopcode config check --config /etc/stopcode.properties"})
    static final class Check implements Callable<Integer> {

        @Mixin
        private ConfigOptions config = new ConfigOptions();

        @Spec
        private CommandSpec spec;

        private final Surroundings surroundings;

        Check(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            StopcodeConfig loaded = config.load(surroundings.environment());
            PrintWriter out = spec.commandLine().getOut();
            out.println("The configuration is valid: " + loaded.sources().size() + " sources, "
                    + (loaded.devCenter() == null
                            ? "no Dev Center (`stopcode up` simulates one)"
                            : "Dev Center at " + loaded.devCenter().api())
                    + ", topics " + loaded.kafka().prefix() + "*.");
            out.flush();
            return ExitCode.OK;
        }
    }
}
