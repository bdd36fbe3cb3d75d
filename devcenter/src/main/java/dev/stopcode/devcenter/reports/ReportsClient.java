package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.stopcode.devcenter.Post;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException.LinkExpired;
import dev.stopcode.devcenter.http.Admission;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.Downloads;
import dev.stopcode.devcenter.http.JsonAnswer;
import dev.stopcode.devcenter.http.QueryString;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/** The reports over HTTP. */
public final class ReportsClient implements Reports {

    private static final String RUNS = "/analytics/driver/reportdata";

    private final Admission admission;
    private final Api api;
    private final Downloads downloads;

    public ReportsClient(Admission admission, Api api, Downloads downloads) {
        this.admission = admission;
        this.api = api;
        this.downloads = downloads;
    }

    record NewTemplate(@JsonSetter(nulls = Nulls.FAIL) String templateId) {}

    record NewReport(@JsonSetter(nulls = Nulls.FAIL) String reportId) {}

    @Override
    public Future<String> createTemplate(ReportTemplate template) {
        return admission.run(() -> api.create(
                ReportPosts.createTemplate(template),
                answer -> answer.data().as(NewTemplate.class).templateId()));
    }

    @Override
    public Future<StoredTemplate> template(String templateId) {
        return admission.run(() -> api.read(
                api.method(Api.path(ReportPosts.TEMPLATES, templateId)),
                answer -> answer.data().as(StoredTemplate.class)));
    }

    @Override
    public Future<List<StoredTemplate>> templates() {
        return list(api.method(ReportPosts.TEMPLATES), StoredTemplate.class);
    }

    @Override
    public Future<Void> editTemplate(String templateId, ReportTemplate template) {
        return change(ReportPosts.editTemplate(templateId, template));
    }

    @Override
    public Future<String> createSchedule(ReportSchedule schedule) {
        return admission.run(() -> api.create(
                ReportPosts.createSchedule(schedule),
                answer -> answer.data().as(NewReport.class).reportId()));
    }

    @Override
    public Future<List<ScheduledReport>> schedules() {
        return list(api.method(ReportPosts.REPORTS), ScheduledReport.class);
    }

    @Override
    public Future<Void> editSchedule(String reportId, ReportSchedule schedule) {
        return change(ReportPosts.editSchedule(reportId, schedule));
    }

    @Override
    public Future<Void> pause(String reportId) {
        return change(ReportPosts.pause(reportId));
    }

    @Override
    public Future<Void> resume(String reportId) {
        return change(ReportPosts.resume(reportId));
    }

    @Override
    public Future<List<ReportRun>> runs(String reportId, LocalDate first, LocalDate last) {
        QueryString days = new QueryString().add("startDate", first).add("endDate", last);
        return list(api.method(Api.path(RUNS, reportId), days), ReportRun.class);
    }

    @Override
    public Future<Long> download(SignedLink location, WriteStream<Buffer> sink) {
        return admission
                .run(() -> downloads.run(location, "report", sink))
                .recover(cause -> Future.failedFuture(
                        cause instanceof LinkExpired
                                ? new LinkExpired(cause.getMessage() + ": ask for the report's runs again")
                                : cause));
    }

    private <T> Future<List<T>> list(URI method, Class<T> type) {
        return admission.run(() -> api.read(method, answer -> answer.data().list(type)));
    }

    private Future<Void> change(Post post) {
        return admission.run(() -> api.change(post, JsonAnswer::data)).mapEmpty();
    }
}
