package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Templates, schedules and runs, as long as the simulator lives. Runs come due as its clock moves on. What a client
 * gets wrong fails with {@link ReportProblems}. Safe for use by several threads.
 */
public final class ReportBook {

    private final Clock clock;
    private final ReportTimes times;
    private final LongPredicate fate;
    private final Map<Long, StoredTemplate> templates = new TreeMap<>();
    private final Map<Long, ScheduledReport> reports = new TreeMap<>();
    private final Map<Long, ReportRun> runs = new TreeMap<>();

    /**
     * An empty book.
     *
     * @param fate whether the next run of a report is to fail
     */
    public ReportBook(Clock clock, ReportTimes times, LongPredicate fate) {
        this.clock = clock;
        this.times = times;
        this.fate = fate;
    }

    /** Keeps a template and returns its id. */
    public synchronized long createTemplate(JsonNode json) {
        long id = templates.size() + 1L;
        templates.put(id, StoredTemplate.of(id, json, clock.instant()));
        return id;
    }

    /** Changes a template; runs that were made keep the old one. */
    public synchronized void editTemplate(long id, JsonNode json) {
        Instant now = catchUp();
        templates.put(id, template(id).edited(json, now));
    }

    /** All templates as the vendor tells of them. */
    public synchronized ArrayNode templates() {
        return array(templates.values().stream().map(StoredTemplate::toJson));
    }

    /** A template as the vendor tells of it. */
    public synchronized ObjectNode templateJson(long id) {
        return template(id).toJson();
    }

    /** Schedules a report and returns its id. */
    public synchronized long createReport(JsonNode json) {
        ReportOrder order = ReportOrder.read(json);
        template(order.template());
        long id = reports.size() + 1L;
        reports.put(id, new ScheduledReport(id, order, clock.instant()));
        return id;
    }

    /** Changes what the report runs, when, or whom it tells. */
    public synchronized void editReport(long id, JsonNode json) {
        Instant now = catchUp();
        ReportOrder order = report(id).order().edited(json);
        template(order.template());
        report(id).edit(order, now);
    }

    /** Pauses a report, or resumes it. */
    public synchronized void activate(long id, boolean on) {
        report(id).activate(on, catchUp());
    }

    /** All scheduled reports as the vendor tells of them. */
    public synchronized ArrayNode reports() {
        return array(reports.values().stream().map(ScheduledReport::toJson));
    }

    /**
     * The runs of a report on days from one to another as the vendor tells of them.
     *
     * @param link makes a link to a run's file
     */
    public synchronized ArrayNode runs(long id, LocalDate from, LocalDate to, Function<ReportRun, String> link) {
        Instant now = catchUp();
        return array(report(id).runs().stream()
                .filter(run -> !run.day().isBefore(from) && !run.day().isAfter(to))
                .map(run -> json(run, run.status(now, times), link)));
    }

    private static ObjectNode json(ReportRun run, RunStatus status, Function<ReportRun, String> link) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ReportDatetime", VendorTimes.seconds(run.time()))
                .put("ReportStatus", status.toString())
                .put("ReportLocation", status == RunStatus.COMPLETED ? link.apply(run) : "");
    }

    /** The run of that id, once it has completed. */
    public synchronized Optional<ReportRun> completed(long run) {
        Instant now = catchUp();
        return Optional.ofNullable(runs.get(run)).filter(each -> each.status(now, times) == RunStatus.COMPLETED);
    }

    /** Who is to be told of a report that has completed a run. */
    public record Notice(URI callback, long report) {}

    /** The notices that have become due since the last call. */
    public synchronized List<Notice> notices() {
        Instant now = catchUp();
        return reports.values().stream()
                .flatMap(report -> report.completed(now, times).stream()
                        .flatMap(run -> Optional.ofNullable(report.order().callback()).stream()
                                .map(callback -> new Notice(callback, run.report()))))
                .toList();
    }

    private Instant catchUp() {
        Instant now = clock.instant();
        reports.forEach((id, report) -> report.catchUp(
                now,
                time -> newRun(id, time, template(report.order().template()).template())));
        return now;
    }

    private ReportRun newRun(long report, Instant time, Template template) {
        long id = runs.size() + 1L;
        ReportRun run = new ReportRun(id, report, time, fate.test(report), template);
        runs.put(id, run);
        return run;
    }

    private StoredTemplate template(long id) {
        return known(templates.get(id), "templateId", id);
    }

    private ScheduledReport report(long id) {
        return known(reports.get(id), "reportId", id);
    }

    private static <T> T known(@Nullable T entry, String what, long id) {
        if (entry == null) {
            throw new ReportProblems(List.of(what + ": there is no " + id));
        }
        return entry;
    }

    private static ArrayNode array(Stream<ObjectNode> nodes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        nodes.forEach(array::add);
        return array;
    }
}
