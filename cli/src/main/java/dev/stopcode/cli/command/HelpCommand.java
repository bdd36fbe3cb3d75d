package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        description = "Show how a command is used.",
        footer = {"", "Example: stopcode help topics read"})
final class HelpCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command; default: stopcode itself.")
    private List<String> words = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            command = command.getSubcommands().get(word);
            if (command == null) {
                throw UserError.usage(
                        "There is no command " + String.join(" ", words) + ": `stopcode help` lists them all.");
            }
        }
        command.usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
