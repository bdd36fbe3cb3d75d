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

/** A command that changes a schedule, and what all of them have. */
abstract class ScheduleChange implements Callable<Integer> {

    @Parameters(paramLabel = "REPORT", description = "The report's id.")
    private String id = "";

    @Mixin
    private WriteOptions write = new WriteOptions();

    private final Surroundings surroundings;

    private ScheduleChange(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "edit",
            description = {
                "Change what options name of a schedule; the rest stays.",
                "Whether the vendor forgets the callback when --callback is not repeated is not documented."
            },
            footer = {"", "Example: stopcode reports schedules edit 15 --interval 12h"})
    static final class Edit extends ScheduleChange {

        @Mixin
        private ScheduleOptions options = new ScheduleOptions();

        Edit(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() {
            ReportSchedule schedule = options.of(ask(SchedulesCommand.find(id())));
            return change(
                    "changed",
                    ReportPosts.editSchedule(id(), schedule),
                    client -> client.reports().editSchedule(id(), schedule));
        }
    }

    @Command(
            name = "pause",
            description = "Let a report run no more until it is resumed.",
            footer = {"", "Example: stopcode reports schedules pause 15"})
    static final class Pause extends ScheduleChange {

        Pause(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() {
            return change(
                    "paused",
                    ReportPosts.pause(id()),
                    client -> client.reports().pause(id()));
        }
    }

    @Command(
            name = "resume",
            description = "Let a paused report run again.",
            footer = {"", "Example: stopcode reports schedules resume 15"})
    static final class Resume extends ScheduleChange {

        Resume(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() {
            return change(
                    "resumed",
                    ReportPosts.resume(id()),
                    client -> client.reports().resume(id()));
        }
    }

    final String id() {
        return id;
    }

    final <T> T ask(Function<DevCenterClient, Future<T>> question) {
        return write.ask(surroundings, question);
    }

    /** Sends a change of the report, and tells what became of it. */
    final int change(String done, Post post, Function<DevCenterClient, Future<Void>> call) {
        write.send(surroundings, post, client -> call.apply(client).map(id))
                .ifPresent(report -> write.done(
                        Json.object().put("reportId", report).put("outcome", done),
                        "Report " + report + " is " + done + "."));
        return ExitCode.OK;
    }
}
