package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Print the versions of Stopcode, its Kafka and this Java.")
final class VersionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(text());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    static String text() {
        String own = VersionCommand.class.getPackage().getImplementationVersion();
        return String.format(
                "stopcode %s (Kafka %s, Java %s)",
                Objects.requireNonNullElse(own, "unpackaged"), AppInfoParser.getVersion(), Runtime.version());
    }
}
