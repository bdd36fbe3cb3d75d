package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.imports.ImportRequest;
import dev.stopcode.cli.imports.ImportRun;
import dev.stopcode.cli.imports.ImportSummary;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.cli.pipeline.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Import files that were saved by hand as one harvest of a source: reports, and JSON of failurehits and"
                    + " failuredetails (pages, arrays of rows, or a row a line). Content tells what a file is, not its"
                    + " name; gzip and zip are unpacked.",
            "All files are read to their ends before anything is written. The same rows may be imported again, and an import"
                    + " that was cut short is run again: a row counts once. Bad rows go to dead-letters, with file and"
                    + " line."
        },
        footer = {
            "",
            "Example: what would a directory of files change in what `stopcode up` left in ./data?",
            "  stopcode import --dry-run exports/",
            "",
            "Example: all rows of their days, so that earlier ones which are gone are taken back",
            "  stopcode import --complete --config /etc/stopcode.properties report-2026-11-20.txt.gz",
            "",
            "Example: how many devices run each version of a driver",
            "  stopcode import installs installs.csv.gz"
        })
final class ImportCommand implements Callable<Integer> {

    /** None is told below: picocli would ask `import installs` for it too. */
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files, and directories whose files are taken.")
    private List<Path> paths = List.of();

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Import into what `stopcode up` uses or left in DIR; ./data where no cluster is named.")
    private @Nullable Path data;

    @Option(
            names = "--source",
            paramLabel = "ID",
            description =
                    "Source of counts of a day; single events go to ID.events. Rows of different sources are different"
                            + " rows. Default: ${DEFAULT-VALUE}.")
    private String source = "import";

    @Option(
            names = "--complete",
            description = "The files show all there is of the days from their first to their last: rows that earlier"
                    + " imports of the source had there, and these files have not, are taken back.")
    private boolean complete;

    @Option(
            names = "--counting",
            negatable = true,
            description =
                    "Whether the rows count, or only add names, devices and dumps; default: they count if no other"
                            + " source does.")
    private @Nullable Boolean counting;

    @Option(names = "--dry-run", description = "Say what would change, and write nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return StopSignal.run(this::run);
    }

    private int run(StopSignal stop) {
        if (paths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        ImportRequest request = new ImportRequest(ImportRequest.expand(paths), source, counting, complete, dryRun);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Screen screen = new Screen(output.json() ? err : out, err, surroundings.terminal(), surroundings.columns());
        try (Installation installation =
                surroundings.installations().connect(new Where(config.file, config.settings, data))) {
            ImportSummary summary = new ImportRun(request, installation, surroundings.clock(), screen, stop).run();
            if (output.json()) {
                Json.print(out, summary.toJson());
            } else {
                summary.toLines(options()).forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }

    /** What leads another command to the same topics. */
    private String options() {
        return (data == null ? "" : " --data " + data) + (config.file == null ? "" : " --config " + config.file);
    }
}
