package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.TriageText;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.triage.Triage;
import dev.stopcode.triage.limit.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "triage",
        description = {
            "Say what is in crash dumps, without a debugger: the bug check with its parameters, Windows, the computer's"
                    + " drivers. A file is a dump, or a ZIP or Microsoft CAB around one, whatever its name.",
            "Files may come from anybody: nothing is unpacked to the disk, and what a file may cost is limited. No name"
                    + " of a person or a computer is printed. Ends with 1 if a file holds no dump that can be read."
        },
        footer = {
            "",
            "Example: what the dumps of the worker say",
            "  stopcode triage data/cabs/dumps/*/*",
            "",
            "Example: is this the dump of that failure?",
            "  stopcode triage memory.cab --failure 0x133_DPC_rtwlane!unknown_function"
        })
final class TriageCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Dumps, or archives with a dump in them.")
    private List<Path> files = List.of();

    @Option(
            names = "--failure",
            paramLabel = "NAME",
            description = "Also say whether the dumps show the bug check that this failure's name tells.")
    private @Nullable String failure;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    @SuppressWarnings("NullAway.Init") // picocli sets the rest
    TriageCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        files.forEach(TriageCommand::require);
        Triage triage = new Triage(Limits.DEFAULT, surroundings.clock());
        int exit = ExitCode.OK;
        for (Path file : files) {
            CabTriage found = read(triage, file);
            print(file, found);
            if (found.getBugCheck() == null && found.getProblem() != null) {
                exit = ExitCode.FAILED;
            }
        }
        return exit;
    }

    private static void require(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            in.read();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private CabTriage read(Triage triage, Path file) {
        try {
            return triage.read(file).toRecord(failure);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UserError unreadable(Path file, IOException cause) {
        return UserError.usage(file + ": " + FailureReport.reason(cause));
    }

    private void print(Path file, CabTriage found) {
        PrintWriter out = spec.commandLine().getOut();
        if (!output.json()) {
            TriageText.print(file, found, failure, out);
            return;
        }
        ObjectNode json = Json.object().put("file", file.toString());
        json.setAll((ObjectNode) Json.of(found));
        Json.print(out, json);
    }
}
