package dev.stopcode.devcenter.reports;

import dev.stopcode.devcenter.Post;
import dev.stopcode.devcenter.http.Api;

/** What the methods of {@link Reports} that write send. */
public final class ReportPosts {

    static final String TEMPLATES = "/analytics/driver/reporttemplate";
    static final String REPORTS = "/analytics/driver/report";

    private ReportPosts() {}

    /** What {@link Reports#createTemplate} sends. */
    public static Post createTemplate(ReportTemplate template) {
        return new Post(TEMPLATES, template);
    }

    /** What {@link Reports#editTemplate} sends. */
    public static Post editTemplate(String templateId, ReportTemplate template) {
        return new Post(Api.path(TEMPLATES, templateId), template);
    }

    /** What {@link Reports#createSchedule} sends. */
    public static Post createSchedule(ReportSchedule schedule) {
        return new Post(REPORTS, ScheduleJson.Created.of(schedule));
    }

    /** What {@link Reports#editSchedule} sends. */
    public static Post editSchedule(String reportId, ReportSchedule schedule) {
        return new Post(Api.path(REPORTS, reportId), ScheduleJson.Edited.of(schedule));
    }

    /** What {@link Reports#pause} sends. */
    public static Post pause(String reportId) {
        return new Post(Api.path(REPORTS + "/pause", reportId), null);
    }

    /** What {@link Reports#resume} sends. */
    public static Post resume(String reportId) {
        return new Post(Api.path(REPORTS + "/resume", reportId), null);
    }
}
