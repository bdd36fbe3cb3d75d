package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.reports.ReportRun;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about runs of reports. */
final class RunsCommand {

    /** How far back is looked unless told otherwise. */
    private static final int DAYS = 30;

    private RunsCommand() {}

    @Command(
            name = "runs",
            description = "See what reports have been run, and download their files.",
            footer = {"", "Example: stopcode reports runs list 15"})
    static final class Group {}

    /** The runs of a report on some days. */
    static final class RunOptions {

        @Parameters(paramLabel = "REPORT", description = "The report's id.")
        private String report = "";

        @Option(names = "--from", paramLabel = "DATE", description = "First day of runs; default: 30 days ago.")
        private @Nullable LocalDate from;

        @Option(names = "--to", paramLabel = "DATE", description = "Last day of runs; default: tomorrow (UTC).")
        private @Nullable LocalDate to;

        @Mixin
        private DevCenterOptions devCenter = new DevCenterOptions();

        /** Oldest first. */
        Future<List<ReportRun>> runs(DevCenterClient client, Instant now) {
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return client.reports()
                    .runs(
                            report,
                            Objects.requireNonNullElse(from, today.minusDays(DAYS)),
                            Objects.requireNonNullElse(to, today.plusDays(1)))
                    .map(runs -> runs.stream()
                            .sorted(Comparator.comparing(ReportRun::time))
                            .toList());
        }
    }

    @Command(
            name = "list",
            description = "List the runs of a report.",
            footer = {
                "",
                "Example: the runs that the vendor failed",
                "  stopcode reports runs list 15 -o json | jq 'select(.status == \"Failed\")'"
            })
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private RunOptions options = new RunOptions();

        private final Surroundings surroundings;

        ListAll(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            List<ReportRun> runs = options.devCenter.ask(
                    surroundings,
                    client -> options.runs(client, surroundings.clock().instant()));
            Table table = new Table("RUN", "STATUS", "FILE");
            runs.forEach(run -> table.row(run.time(), run.statusText(), run.location() == null ? "" : "yes"));
            options.devCenter.printAll(runs.stream().map(ListAll::json), table, "No runs.");
            return ExitCode.OK;
        }

        private static ObjectNode json(ReportRun run) {
            return Json.object()
                    .put("run", run.time().toString())
                    .put("status", run.statusText())
                    .put("file", run.location() != null);
        }
    }

    @Command(
            name = "download",
            description = {
                "Download the file of a run as the vendor wrote it; it may be packed.",
                "It names devices in the clear: such data must be destroyed within thirty days."
            },
            footer = {"", "Example: the newest run's file", "  stopcode reports runs download 15 report.txt"})
    static final class Download implements Callable<Integer> {

        @Mixin
        private RunOptions options = new RunOptions();

        @Parameters(index = "1", paramLabel = "FILE", description = "Where to; must not be there yet.")
        private Path file = Path.of("");

        @Option(
                names = "--run",
                paramLabel = "TIME",
                description = "Which one, by its time as `list` shows it; default: the newest that has completed.")
        private @Nullable Instant time;

        private final Surroundings surroundings;

        Download(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            if (Files.exists(file)) {
                throw UserError.usage(file + " is there already: choose another file.");
            }
            Done done = options.devCenter.ask(surroundings, this::download);
            options.devCenter.print(
                    Json.object()
                            .put("run", done.run().time().toString())
                            .put("bytes", done.bytes())
                            .put("file", file.toString()),
                    "The run of " + done.run().time() + " is in " + file + ": " + Text.bytes(done.bytes()) + ".");
            return ExitCode.OK;
        }

        private record Done(ReportRun run, long bytes) {}

        private Future<Done> download(Vertx vertx, DevCenterClient client) {
            return options.runs(client, surroundings.clock().instant())
                    .map(this::chosen)
                    .compose(run -> write(vertx, client, Objects.requireNonNull(run.location()))
                            .map(bytes -> new Done(run, bytes)));
        }

        private ReportRun chosen(List<ReportRun> runs) {
            return runs.stream()
                    .filter(run -> time == null || run.time().equals(time))
                    .filter(run -> run.location() != null)
                    .reduce((older, newer) -> newer)
                    .orElseThrow(() -> UserError.failed("There is no file of "
                            + (time == null ? "any run" : "a run of " + time) + " of report " + options.report
                            + ": `stopcode reports runs list " + options.report + "` shows what there is."));
        }

        /** Under another name until it is whole. */
        private Future<Long> write(Vertx vertx, DevCenterClient client, SignedLink location) {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            return vertx.fileSystem()
                    .open(part.toString(), new OpenOptions().setRead(false).setTruncateExisting(true))
                    .recover(cause -> Future.failedFuture(
                            cause.getCause() instanceof IOException e
                                    ? UserError.failed(file + " cannot be written: " + FailureReport.reason(e))
                                    : cause))
                    .compose(sink -> client.reports()
                            .download(location, sink)
                            .recover(cause -> sink.close()
                                    .compose(closed -> vertx.fileSystem().delete(part.toString()))
                                    .transform(gone -> Future.failedFuture(cause))))
                    .compose(bytes -> vertx.fileSystem()
                            .move(part.toString(), file.toString())
                            .map(bytes));
        }
    }
}
