package dev.stopcode.cli.command;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.ScheduledReport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a report is run: what options say, and what they leave open. */
final class ScheduleOptions {

    private static final Duration A_DAY = Duration.ofDays(1);

    @Option(names = "--template", paramLabel = "TEMPLATE", description = "Id of the template that it contains.")
    private @Nullable String template;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "Time of the first run, such as 2026-11-21T06:00:00Z; of a new schedule, default: now.")
    private @Nullable Instant start;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "From run to run, whole hours, 12h or more; of a new schedule, default: 24h.")
    private @Nullable Duration interval;

    @Option(
            names = "--runs",
            converter = Values.Amount.class,
            paramLabel = "N",
            description = "Number of runs; of a new schedule, default: 1.")
    private @Nullable Integer runs;

    @Option(
            names = "--callback",
            paramLabel = "URL",
            description = "What the vendor calls when a run's file is there. It does not tell which one a schedule has:"
                    + " repeat it in a change.")
    private @Nullable URI callback;

    /** A new schedule; fails with what the vendor would refuse. */
    ReportSchedule schedule(Instant now) {
        if (template == null) {
            throw UserError.usage("--template is missing: `stopcode reports templates list` has their ids.");
        }
        return new ReportSchedule(
                template,
                Objects.requireNonNullElse(start, now),
                Objects.requireNonNullElse(interval, A_DAY),
                Objects.requireNonNullElse(runs, 1),
                callback);
    }

    /** Another schedule with what the options change of it; fails likewise. */
    ReportSchedule of(ScheduledReport other) {
        ScheduledReport.Timing timing =
                Objects.requireNonNullElseGet(other.schedule(), () -> new ScheduledReport.Timing(null, null, null));
        return new ReportSchedule(
                Objects.requireNonNullElse(template, other.templateId()),
                known(start, timing.startTime(), "--start"),
                known(interval, timing.recurrenceInterval(), "--interval"),
                known(runs, timing.recurrence(), "--runs"),
                callback);
    }

    private static <T> T known(@Nullable T option, @Nullable T other, String name) {
        if (option == null && other == null) {
            throw UserError.usage(name + " is missing: the vendor does not say what it is now.");
        }
        return option == null ? Objects.requireNonNull(other) : option;
    }
}
