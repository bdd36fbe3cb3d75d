package dev.stopcode.devcenter.reports;

import dev.stopcode.devcenter.SignedLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.LocalDate;
import java.util.List;

/**
 * The asynchronous reports: a template says what a report contains, a schedule when it is run; a run ends with a link
 * to its data. Methods fail with a {@link dev.stopcode.devcenter.error.DevCenterException}, also where an answer that
 * looks well carries errors. All are tried again where that may help, but those that create: once such a call may have
 * been carried out it fails with {@code OutcomeUnknown}, and the caller looks for its content in the list.
 */
public interface Reports {

    /** Creates a template; its id. */
    Future<String> createTemplate(ReportTemplate template);

    /** A template; fails as the vendor does where there is none of that id. */
    Future<StoredTemplate> template(String templateId);

    /** All templates of the account, whoever made them. */
    Future<List<StoredTemplate>> templates();

    /** Replaces a template. */
    Future<Void> editTemplate(String templateId, ReportTemplate template);

    /** Schedules a report; the report's id. */
    Future<String> createSchedule(ReportSchedule schedule);

    /** All schedules of the account, whoever made them. */
    Future<List<ScheduledReport>> schedules();

    /** Replaces a report's schedule. */
    Future<Void> editSchedule(String reportId, ReportSchedule schedule);

    /** Lets a report run no more until it is resumed. */
    Future<Void> pause(String reportId);

    /** Lets a paused report run again. */
    Future<Void> resume(String reportId);

    /** The runs of a report from the first to the last of those days, in the vendor's order; each with a fresh link. */
    Future<List<ReportRun>> runs(String reportId, LocalDate first, LocalDate last);

    /**
     * Writes a run's data into {@code sink} as the bytes that they are, gzip included, honouring its back-pressure,
     * and ends the sink after the last; the number of bytes. Fails with {@code LinkExpired} where the link is not
     * accepted: ask for the runs again. A transfer that breaks off fails: the bytes written so far are worthless. What
     * the sink fails with comes as it is.
     */
    Future<Long> download(SignedLink location, WriteStream<Buffer> sink);
}
