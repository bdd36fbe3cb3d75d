package dev.stopcode.producer.reports;

import dev.stopcode.config.ReportConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.devcenter.reports.ScheduledReport;
import dev.stopcode.devcenter.reports.StoredTemplate;
import dev.stopcode.producer.fetch.Shutdown;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a report is scheduled. Template and schedule are found by their content, whoever made them and whenever,
 * and made only where there are none: a start makes no second ones. A schedule that was paused by hand stays paused.
 */
public final class Scheduling {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);

    /** How long a new schedule lasts. */
    private static final Duration LIFE = Duration.ofDays(365);

    private final ReportConfig report;
    private final Reports reports;
    private final Shutdown shutdown;

    public Scheduling(ReportConfig report, Reports reports, Shutdown shutdown) {
        this.report = report;
        this.reports = reports;
        this.shutdown = shutdown;
    }

    /** The id of the report that is scheduled; it is scheduled from now on if it was not. */
    public String reportId(Instant now) {
        List<String> templates = templates();
        Optional<ScheduledReport> scheduled = scheduled(templates, now);
        if (scheduled.isPresent()) {
            warnIfPaused(scheduled.get());
            return scheduled.get().reportId();
        }
        String template = templates.isEmpty() ? createTemplate() : templates.getFirst();
        return createSchedule(template, now);
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
                .filter(scheduled -> templates.contains(scheduled.templateId()) && fits(scheduled.schedule(), now))
                .min(Comparator.comparing((ScheduledReport scheduled) -> !scheduled.active())
                        .thenComparing(ScheduledReport::reportId));
    }

    private boolean fits(ScheduledReport.@Nullable Timing timing, Instant now) {
        return timing != null
                && report.interval().equals(timing.recurrenceInterval())
                && timing.startTime() != null
                && timing.recurrence() != null
                && timing.startTime()
                        .plus(report.interval().multipliedBy(timing.recurrence()))
                        .isAfter(now);
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
        ReportSchedule schedule = new ReportSchedule(template, now, report.interval(), runs, null);
        String id = created(
                () -> shutdown.await(reports.createSchedule(schedule)),
                () -> scheduled(List.of(template), now).map(ScheduledReport::reportId));
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
