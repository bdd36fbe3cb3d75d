package dev.stopcode.producer.reports;

import dev.stopcode.config.ReportConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.reports.ReportRun;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.devcenter.reports.ScheduledReport;
import dev.stopcode.devcenter.reports.ScheduledReport.Timing;
import dev.stopcode.devcenter.reports.StoredTemplate;
import dev.stopcode.producer.fetch.Shutdown;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a report is scheduled. Template and schedule are found by their content, whoever made them and
 * whenever, and made only where there are none: a start makes no second ones. A schedule that was paused by hand stays
 * paused. For one thread.
 */
public final class Scheduling {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);

    /** How long a new schedule lasts. */
    private static final Duration LIFE = Duration.ofDays(365);

    /** How long a report that was found is taken to be as it was. */
    private static final Duration LOOK = Duration.ofDays(1);

    private final ReportConfig report;
    private final Reports reports;
    private final Shutdown shutdown;
    private final @Nullable URI callback;
    private @Nullable String known;
    private Instant lookAgain = Instant.MIN;
    private @Nullable String calledBack;

    /** @param callback what the vendor is to call when a run has completed, null for nothing */
    public Scheduling(ReportConfig report, Reports reports, Shutdown shutdown, @Nullable URI callback) {
        this.report = report;
        this.reports = reports;
        this.shutdown = shutdown;
        this.callback = callback;
    }

    /** The runs of the report from one day to another; it is scheduled from now on if it was not. */
    public List<ReportRun> runs(Instant now, LocalDate first, LocalDate last) {
        boolean remembered = known != null && now.isBefore(lookAgain);
        try {
            return shutdown.await(reports.runs(reportId(now), first, last));
        } catch (DevCenterException.BadRequest | DevCenterException.NotFound e) {
            known = null;
            if (!remembered) {
                throw e;
            }
            return shutdown.await(reports.runs(reportId(now), first, last));
        }
    }

    /**
     * The report's id; it is looked for once a day, so that somebody who pauses it is noticed, and when its life ends.
     */
    private String reportId(Instant now) {
        if (known == null || !now.isBefore(lookAgain)) {
            List<String> templates = templates();
            Optional<ScheduledReport> scheduled = scheduled(templates, now);
            scheduled.ifPresent(this::adopt);
            known = scheduled
                    .map(ScheduledReport::reportId)
                    .orElseGet(
                            () -> createSchedule(templates.isEmpty() ? createTemplate() : templates.getFirst(), now));
            lookAgain = earlier(now.plus(LOOK), scheduled.map(this::end).orElse(Instant.MAX));
        }
        return known;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private List<String> templates() {
        return shutdown.await(reports.templates()).stream()
                .filter(stored -> report.template().equals(stored.template()))
                .map(StoredTemplate::templateId)
                .sorted()
                .toList();
    }

    /** Of several that fit, one that is not paused. */
    private Optional<ScheduledReport> scheduled(List<String> templates, Instant now) {
        return shutdown.await(reports.schedules()).stream()
                .filter(scheduled -> templates.contains(scheduled.templateId())
                        && end(scheduled).isAfter(now))
                .min(Comparator.comparing((ScheduledReport scheduled) -> !scheduled.active())
                        .thenComparing(ScheduledReport::reportId));
    }

    /** Until when it runs as it should; long ago for one that does not. */
    private Instant end(ScheduledReport scheduled) {
        return schedule(scheduled)
                .map(running ->
                        running.startTime().plus(running.recurrenceInterval().multipliedBy(running.recurrence())))
                .orElse(Instant.MIN);
    }

    /** What it runs by, with the callback that it should have; empty where it does not run as it should. */
    private Optional<ReportSchedule> schedule(ScheduledReport scheduled) {
        Timing timing = scheduled.schedule();
        if (timing == null
                || timing.startTime() == null
                || timing.recurrence() == null
                || timing.recurrence() < 1
                || !report.interval().equals(timing.recurrenceInterval())) {
            return Optional.empty();
        }
        return Optional.of(new ReportSchedule(
                scheduled.templateId(), timing.startTime(), report.interval(), timing.recurrence(), callback));
    }

    private void adopt(ScheduledReport scheduled) {
        warnIfPaused(scheduled);
        String id = scheduled.reportId();
        if (callback != null && !id.equals(calledBack)) {
            schedule(scheduled).ifPresent(running -> setCallback(id, running));
        }
    }

    /** Once, since the vendor does not tell which callback a schedule has; without it, the runs are still polled. */
    private void setCallback(String id, ReportSchedule schedule) {
        try {
            shutdown.await(reports.editSchedule(id, schedule));
            calledBack = id;
        } catch (DevCenterException e) {
            LOG.atWarn()
                    .addKeyValue("source", report.id())
                    .addKeyValue("reportId", id)
                    .addKeyValue("cause", e.getMessage())
                    .log("The report's callback could not be set; tried again in a day");
        }
    }

    private void warnIfPaused(ScheduledReport scheduled) {
        if (!scheduled.active()) {
            LOG.atWarn()
                    .addKeyValue("source", report.id())
                    .addKeyValue("reportId", scheduled.reportId())
                    .log("The report is paused: nothing is harvested until somebody resumes it");
        }
    }

    private String createTemplate() {
        return created(
                () -> shutdown.await(reports.createTemplate(report.template())),
                () -> templates().stream().findFirst());
    }

    private String createSchedule(String template, Instant now) {
        int runs = Math.toIntExact(LIFE.dividedBy(report.interval()));
        ReportSchedule schedule = new ReportSchedule(template, now, report.interval(), runs, callback);
        String id = created(
                () -> shutdown.await(reports.createSchedule(schedule)),
                () -> scheduled(List.of(template), now).map(ScheduledReport::reportId));
        calledBack = id;
        LOG.atInfo()
                .addKeyValue("source", report.id())
                .addKeyValue("reportId", id)
                .addKeyValue("templateId", template)
                .log("Report scheduled");
        return id;
    }

    /** What was created, also where only a look at the list tells. */
    private static String created(Supplier<String> creation, Supplier<Optional<String>> look) {
        try {
            return creation.get();
        } catch (DevCenterException.OutcomeUnknown e) {
            return look.get().orElseThrow(() -> e);
        }
    }
}
