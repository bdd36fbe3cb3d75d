package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.Post;
import dev.stopcode.devcenter.reports.ReportPosts;
import dev.stopcode.devcenter.reports.ReportSchedule;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands that change a schedule. */
final class ScheduleChange {

    private ScheduleChange() {}

    @Command(
            name = "edit",
            description = {
                "Change what options name of a schedule; the rest stays.",
                "Whether the vendor forgets the callback when --callback is not repeated is not documented."
            },
            footer = {"", "Example: stopcode reports schedules edit 15 --interval 12h"})
    static final class Edit implements Callable<Integer> {

        @Parameters(paramLabel = "REPORT", description = "The report's id.")
        private String id = "";

        @Mixin
        private ScheduleOptions options = new ScheduleOptions();

        @Mixin
        private WriteOptions write = new WriteOptions();

        private final Surroundings surroundings;

        Edit(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            ReportSchedule schedule = options.of(write.ask(surroundings, SchedulesCommand.find(id)));
            return change(
                    write,
                    surroundings,
                    ReportPosts.editSchedule(id, schedule),
                    id,
                    "changed",
                    client -> client.reports().editSchedule(id, schedule));
        }
    }

    @Command(
            name = "pause",
            description = "Let a report run no more until it is resumed.",
            footer = {"", "Example: stopcode reports schedules pause 15"})
    static final class Pause implements Callable<Integer> {

        @Parameters(paramLabel = "REPORT", description = "The report's id.")
        private String id = "";

        @Mixin
        private WriteOptions write = new WriteOptions();

        private final Surroundings surroundings;

        Pause(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return change(
                    write,
                    surroundings,
                    ReportPosts.pause(id),
                    id,
                    "paused",
                    client -> client.reports().pause(id));
        }
    }

    @Command(
            name = "resume",
            description = "Let a paused report run again.",
            footer = {"", "Example: stopcode reports schedules resume 15"})
    static final class Resume implements Callable<Integer> {

        @Parameters(paramLabel = "REPORT", description = "The report's id.")
        private String id = "";

        @Mixin
        private WriteOptions write = new WriteOptions();

        private final Surroundings surroundings;

        Resume(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return change(
                    write,
                    surroundings,
                    ReportPosts.resume(id),
                    id,
                    "resumed",
                    client -> client.reports().resume(id));
        }
    }

    /** Sends a change of a report, and tells what became of it. */
    private static int change(
            WriteOptions write,
            Surroundings surroundings,
            Post post,
            String id,
            String done,
            Function<DevCenterClient, Future<Void>> call) {
        write.send(surroundings, post, client -> call.apply(client).map(id))
                .ifPresent(report -> write.done(
                        Json.object().put("reportId", report).put("outcome", done),
                        "Report " + report + " is " + done + "."));
        return ExitCode.OK;
    }
}
