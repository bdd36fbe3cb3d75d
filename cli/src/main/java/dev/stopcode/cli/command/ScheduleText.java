package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.devcenter.reports.ScheduledReport;
import dev.stopcode.devcenter.reports.ScheduledReport.Timing;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Schedules as they are printed. */
final class ScheduleText {

    private ScheduleText() {}

    static ObjectNode json(ScheduledReport scheduled) {
        Timing timing = timing(scheduled);
        return Json.object()
                .put("reportId", scheduled.reportId())
                .put("templateId", scheduled.templateId())
                .put("active", scheduled.active())
                .<ObjectNode>set("startTime", Json.of(timing.startTime()))
                .put("intervalHours", hours(timing))
                .put("runs", timing.recurrence())
                .<ObjectNode>set("created", Json.of(scheduled.created()))
                .set("modified", Json.of(scheduled.modified()));
    }

    /** One a row. */
    static Table table(List<ScheduledReport> schedules) {
        Table table = new Table("REPORT", "TEMPLATE", "STATE", "START", "HOURS", "RUNS", "MODIFIED (UTC)");
        for (ScheduledReport scheduled : schedules) {
            Timing timing = timing(scheduled);
            table.row(
                    scheduled.reportId(),
                    scheduled.templateId(),
                    scheduled.active() ? "active" : "paused",
                    timing.startTime(),
                    hours(timing),
                    timing.recurrence(),
                    Text.time(scheduled.modified()));
        }
        return table;
    }

    private static @Nullable Long hours(Timing timing) {
        return timing.recurrenceInterval() == null
                ? null
                : timing.recurrenceInterval().toHours();
    }

    /** Without anything where it is not written as documented. */
    private static Timing timing(ScheduledReport scheduled) {
        return Objects.requireNonNullElseGet(scheduled.schedule(), () -> new Timing(null, null, null));
    }
}
