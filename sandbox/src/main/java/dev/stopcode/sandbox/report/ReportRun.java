package dev.stopcode.sandbox.report;

import dev.stopcode.sandbox.world.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * A run of a report. What it shows is settled when it is made: neither a changed template nor a later date changes it.
 *
 * @param id its own, among the runs of all reports
 * @param report the report that it is a run of
 * @param time when it was due
 * @param fails whether it ends without a file
 */
public record ReportRun(long id, long report, Instant time, boolean fails, Template template) {

    /** How far it is at a time. */
    RunStatus status(Instant now, ReportTimes times) {
        Duration age = Duration.between(time, now);
        if (age.compareTo(times.pending()) < 0) {
            return RunStatus.PENDING;
        }
        if (age.compareTo(times.pending().plus(times.inProgress())) < 0) {
            return RunStatus.IN_PROGRESS;
        }
        return fails ? RunStatus.FAILED : RunStatus.COMPLETED;
    }

    /** The day of the run, as of which it counts. */
    public LocalDate day() {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The days that it shows. */
    public Stream<LocalDate> days() {
        return day().minusDays(template.days()).datesUntil(day());
    }

    /** Whether it shows what a source has seen. */
    public boolean shows(Source source) {
        return template.view().shows(source);
    }
}
