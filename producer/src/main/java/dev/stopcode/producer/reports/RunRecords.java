package dev.stopcode.producer.reports;

import dev.stopcode.config.ReportConfig;
import dev.stopcode.devcenter.reports.ReportRun;
import dev.stopcode.producer.file.Line;
import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What is published of a run beside its rows. */
public final class RunRecords {

    private final ReportConfig report;

    public RunRecords(ReportConfig report) {
        this.report = report;
    }

    /** The marks of the whole days that a run looks back on. */
    public List<ReportRow> marks(ReportRun run, long harvestId) {
        LocalDate today = LocalDate.ofInstant(run.time(), ZoneOffset.UTC);
        return today.minusDays(report.lookBackDays())
                .datesUntil(today)
                .map(day -> mark(report.id(), report.counting(), HarvestMark.DAY_COMPLETE, day, harvestId, today))
                .toList();
    }

    /**
     * The mark of a day of any source of single events, harvested on the day {@code asOf}; it goes to every partition.
     */
    public static ReportRow mark(
            String source, boolean counting, HarvestMark mark, LocalDate day, long harvestId, LocalDate asOf) {
        return ReportRow.newBuilder()
                .setSource(source)
                .setEventTime(day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .setMark(mark)
                .setHarvestId(harvestId)
                .setCounting(counting)
                .setEventCount(0)
                .setAsOf(asOf)
                .build();
    }

    /** A row that could not be used. */
    public DeadLetter unusable(ReportRun run, Line line, String text, String cause) {
        return letter(
                text,
                Map.of(
                        "kind", "report-row",
                        "cause", cause,
                        "source", report.id(),
                        "run", run.time().toString(),
                        "row", Long.toString(line.row()),
                        "line", Long.toString(line.line())));
    }

    /** A run whose file could not be used, or is damaged from some row on. */
    public DeadLetter unreadable(ReportRun run, String cause) {
        return letter(
                "",
                Map.of(
                        "kind",
                        "report",
                        "cause",
                        cause,
                        "source",
                        report.id(),
                        "run",
                        run.time().toString()));
    }

    private static DeadLetter letter(String text, Map<String, String> headers) {
        return new DeadLetter(null, text.getBytes(StandardCharsets.UTF_8), headers);
    }
}
