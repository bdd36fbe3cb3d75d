package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.reports.ReportPosts;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.ScheduledReport;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands about schedules of reports, but for those that change one. */
final class SchedulesCommand {

    private SchedulesCommand() {}

    @Command(
            name = "schedules",
            description = "See, create and change when reports are run.",
            footer = {"", "Example: stopcode reports schedules list --config stopcode.properties"})
    static final class Group {}

    @Command(
            name = "list",
            description = "List all schedules of the account, whoever made them.",
            footer = {
                "",
                "Example: the reports that somebody has paused",
                "  stopcode reports schedules list -o json | jq 'select(.active | not).reportId'"
            })
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private DevCenterOptions devCenter = new DevCenterOptions();

        private final Surroundings surroundings;

        ListAll(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            List<ScheduledReport> schedules =
                    devCenter.ask(surroundings, client -> client.reports().schedules());
            devCenter.printAll(
                    schedules.stream().map(ScheduleText::json), ScheduleText.table(schedules), "No schedules.");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "Show a schedule.",
            footer = {"", "Example: stopcode reports schedules show 15"})
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "REPORT", description = "The report's id.")
        private String id = "";

        @Mixin
        private DevCenterOptions devCenter = new DevCenterOptions();

        private final Surroundings surroundings;

        Show(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            ScheduledReport scheduled = devCenter.ask(surroundings, find(id));
            devCenter.print(ScheduleText.json(scheduled), ScheduleText.table(List.of(scheduled)));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "create",
            description = "Schedule a report, and print its id: without further options, one run at once.",
            footer = {
                "",
                "Example: every day for a month",
                "  stopcode reports schedules create --template 7 --start 2026-11-21T06:00:00Z --interval 24h --runs 30"
            })
    static final class Create implements Callable<Integer> {

        @Mixin
        private ScheduleOptions options = new ScheduleOptions();

        @Mixin
        private WriteOptions write = new WriteOptions();

        private final Surroundings surroundings;

        Create(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            ReportSchedule schedule = options.schedule(surroundings.clock().instant());
            write.send(
                            surroundings,
                            ReportPosts.createSchedule(schedule),
                            client -> client.reports().createSchedule(schedule))
                    .ifPresent(id -> write.done(
                            Json.object().put("reportId", id),
                            "Report " + id + " is scheduled. `stopcode reports runs list " + id + "` shows its runs."));
            return ExitCode.OK;
        }
    }

    /** The vendor shows schedules in a list only. */
    static Function<DevCenterClient, Future<ScheduledReport>> find(String id) {
        return client -> client.reports()
                .schedules()
                .map(schedules -> schedules.stream()
                        .filter(scheduled -> scheduled.reportId().equals(id))
                        .findFirst()
                        .orElseThrow(() -> UserError.failed("There is no report " + id
                                + ": `stopcode reports schedules list` shows all there are.")));
    }
}
