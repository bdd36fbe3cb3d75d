package dev.stopcode.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The asynchronous reports of the Dev Center. */
@Command(
        name = "reports",
        description = {
            "See and change the tenant's asynchronous reports: templates say what a report contains, schedules when it is"
                    + " run; a run leaves a file.",
            "Reports that are declared in the configuration need none of this: the producer schedules and reads them."
        },
        footer = {"", "Example: the runs of report 15", "  stopcode reports runs list 15 --config stopcode.properties"})
final class ReportsCommand {

    /** With all that belongs to it. */
    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new ReportsCommand())
                .addSubcommand(new CommandLine(new TemplatesCommand.Group())
                        .addSubcommand(new TemplatesCommand.ListAll(surroundings))
                        .addSubcommand(new TemplatesCommand.Show(surroundings))
                        .addSubcommand(new TemplatesCommand.Create(surroundings))
                        .addSubcommand(new TemplatesCommand.Edit(surroundings)))
                .addSubcommand(new CommandLine(new SchedulesCommand.Group())
                        .addSubcommand(new SchedulesCommand.ListAll(surroundings))
                        .addSubcommand(new SchedulesCommand.Show(surroundings))
                        .addSubcommand(new SchedulesCommand.Create(surroundings))
                        .addSubcommand(new ScheduleChange.Edit(surroundings))
                        .addSubcommand(new ScheduleChange.Pause(surroundings))
                        .addSubcommand(new ScheduleChange.Resume(surroundings)))
                .addSubcommand(new CommandLine(new RunsCommand.Group())
                        .addSubcommand(new RunsCommand.ListAll(surroundings))
                        .addSubcommand(new RunsCommand.Download(surroundings)));
    }
}
