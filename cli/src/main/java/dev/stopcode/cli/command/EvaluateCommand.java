package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.evaluate.Evaluation;
import dev.stopcode.cli.evaluate.ReleaseEvaluation;
import dev.stopcode.cli.evaluate.Results;
import dev.stopcode.cli.evaluate.SeriesEvaluation;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.ReadingProgress;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.cli.output.Text;
import dev.stopcode.cli.pipeline.StopSignal;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.detection.release.Counting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = {
            "Run detection over a file of daily counts, without Kafka: each day is judged by what came before it alone, as"
                    + " if it were today. So what would have been raised can be compared with what one knows.",
            "Files are CSV with a header, packed with gzip or not. The rows of a series, or of a driver, must follow each"
                    + " other. Rows of kind none carry only a score: a new high that is not raised."
        },
        footer = {
            "",
            "Example: days that are out of the ordinary",
            "  stopcode evaluate --series counts.csv.gz --out alerts.csv",
            "",
            "Example: releases that are worse than their predecessors, where installs are known",
            "  stopcode evaluate --versions rows.csv.gz --installs installs.csv.gz --out verdicts.csv"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--series",
            paramLabel = "FILE",
            description = "Judge the days of series that have 90 days before them. In: seriesId,date,count. Out:"
                    + " seriesId,date,kind,score.")
    private @Nullable Path series;

    @Option(
            names = "--versions",
            paramLabel = "FILE",
            description = "Judge the releases of drivers in their first 35 days. In:"
                    + " date,driver,version,failure,events,devices. Out: driver,version,failure,date,score,kind, where"
                    + " failure may be ALL.")
    private @Nullable Path versions;

    @Option(
            names = "--installs",
            paramLabel = "FILE",
            description = "Devices that run the versions: date,driver,version,installs. Only with them a release can be"
                    + " worse as a whole.")
    private @Nullable Path installs;

    @Option(
            names = "--count",
            paramLabel = "WHAT",
            description =
                    "What counts in --versions, devices or events; default: devices. The other column may be missing.")
    private @Nullable Counting counting;

    @Option(
            names = "--sensitivity",
            paramLabel = "LEVEL",
            description = "calm, normal or eager: what is raised, not how it is scored; default: normal.")
    private Sensitivity sensitivity = Sensitivity.NORMAL;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to; is replaced when done.")
    private Path out = Path.of("");

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    EvaluateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return StopSignal.run(this::run);
    }

    private int run(StopSignal stop) {
        Evaluation evaluation = evaluation();
        PrintWriter err = spec.commandLine().getErr();
        Screen screen = new Screen(err, err, surroundings.terminal(), surroundings.columns());
        ReadingProgress progress = new ReadingProgress("evaluate", evaluation.size(), System::nanoTime);
        Evaluation.Watch watch = (bytes, rows) -> {
            if (stop.isRequested()) {
                throw new CancellationException("stopped by a signal");
            }
            progress.of(bytes, rows).ifPresent(screen::progress);
        };
        try (Results results = new Results(out, evaluation.header())) {
            Evaluation.Read read = evaluation.read(results, watch);
            results.finish();
            screen.done();
            print(evaluation.nouns(), read, results);
        } finally {
            screen.done();
        }
        return ExitCode.OK;
    }

    private Evaluation evaluation() {
        if ((series == null) == (versions == null)) {
            throw UserError.usage("What is to be judged? Give either --series or --versions.");
        }
        if (series != null) {
            if (installs != null || counting != null) {
                throw UserError.usage("--installs and --count are for --versions.");
            }
            return new SeriesEvaluation(series, sensitivity);
        }
        return new ReleaseEvaluation(
                Objects.requireNonNull(versions),
                installs,
                Objects.requireNonNullElse(counting, Counting.DEVICES),
                sensitivity);
    }

    private void print(Evaluation.Nouns nouns, Evaluation.Read read, Results results) {
        PrintWriter terminal = spec.commandLine().getOut();
        String level = sensitivity.name().toLowerCase(Locale.ROOT);
        if (output.json()) {
            Json.print(
                    terminal,
                    Json.object()
                            .put("rows", read.rows())
                            .put(nouns.groups(), read.groups())
                            .put(nouns.judged() + "s", results.judged())
                            .put(nouns.raised() + "s", results.raised())
                            .put("sensitivity", level)
                            .put("file", out.toString()));
            return;
        }
        terminal.println("Judged " + Text.count(results.judged(), nouns.judged()) + " of "
                + Text.number(read.groups()) + " " + (read.groups() == 1 ? nouns.group() : nouns.groups()) + ": "
                + Text.count(results.raised(), nouns.raised()) + " at sensitivity " + level + ", in " + out + ".");
        terminal.flush();
    }
}
