package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.imports.InstallsImport;
import dev.stopcode.cli.imports.InstallsSummary;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.cli.pipeline.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "installs",
        description = {
            "Import how many devices run each version of a driver, day by day, so that releases are judged by failures a"
                    + " device: CSV with a header that names date, driver, version and installs, packed with gzip or"
                    + " not.",
            "The file is read to its end before anything is written; a line that cannot be used is named. The same file"
                    + " may be imported again: of a version and day the last number holds, and 0 takes it back."
        },
        footer = {
            "",
            "Example: into what `stopcode up` left in ./data",
            "  stopcode import installs installs.csv.gz",
            "",
            "Example: check a file and write nothing",
            "  stopcode import installs --dry-run -o json installs.csv"
        })
final class InstallsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Import into what `stopcode up` uses or left in DIR; ./data where no cluster is named.")
    private @Nullable Path data;

    @Option(names = "--dry-run", description = "Check the file, and write nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    InstallsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return StopSignal.run(this::run);
    }

    private int run(StopSignal stop) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Screen screen = new Screen(output.json() ? err : out, err, surroundings.terminal(), surroundings.columns());
        try (Installation installation =
                surroundings.installations().connect(new Where(config.file, config.settings, data))) {
            LocalDate today =
                    LocalDate.ofInstant(installation.clock(surroundings.clock()).instant(), ZoneOffset.UTC);
            InstallsSummary summary = new InstallsImport(file, installation, today, screen, stop).run(dryRun);
            if (output.json()) {
                Json.print(out, summary.toJson());
            } else {
                summary.toLines().forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }
}
