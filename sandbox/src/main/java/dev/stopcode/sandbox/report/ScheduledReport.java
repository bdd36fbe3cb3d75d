package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A report that runs by a plan, and its runs so far. To be used by one thread at a time. */
final class ScheduledReport {

    private final long id;
    private final Instant created;
    private final List<ReportRun> runs = new ArrayList<>();
    private ReportOrder order;
    private Instant modified;
    private Instant due;
    private int left;
    private boolean active = true;
    private int announced;

    /** One that runs from now on: at once if its start has passed. */
    ScheduledReport(long id, ReportOrder order, Instant now) {
        this.id = id;
        this.order = order;
        this.created = now;
        this.modified = now;
        this.due = order.plan().start().isBefore(now) ? now : order.plan().start();
        this.left = order.plan().recurrence();
    }

    /** Makes the runs that have come due. */
    void catchUp(Instant now, Function<Instant, ReportRun> run) {
        while (active && left > 0 && !due.isAfter(now)) {
            runs.add(run.apply(due));
            left--;
            due = order.plan().firstFrom(due.plusNanos(1));
        }
    }

    /** Goes on by another plan, which counts its runs anew; a time of it that has passed is not made up for. */
    void edit(ReportOrder other, Instant now) {
        if (!other.plan().equals(order.plan())) {
            due = other.plan().firstFrom(now);
            left = other.plan().recurrence();
        }
        order = other;
        modified = now;
    }

    /** Stops or goes on; what would have run in between is lost. */
    void activate(boolean on, Instant now) {
        if (on && !active) {
            due = order.plan().firstFrom(now);
        }
        active = on;
        modified = now;
    }

    /** The runs that have completed since the last call. */
    List<ReportRun> completed(Instant now, ReportTimes times) {
        List<ReportRun> completed = new ArrayList<>();
        while (announced < runs.size()) {
            ReportRun run = runs.get(announced);
            RunStatus status = run.status(now, times);
            if (status == RunStatus.PENDING || status == RunStatus.IN_PROGRESS) {
                break;
            }
            if (status == RunStatus.COMPLETED) {
                completed.add(run);
            }
            announced++;
        }
        return completed;
    }

    ReportOrder order() {
        return order;
    }

    List<ReportRun> runs() {
        return runs;
    }

    /** As the vendor tells of it: the schedule is a text. */
    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reportId", id)
                .put("templateId", order.template())
                .put("schedule", order.schedule().toString())
                .put("isActive", active)
                .put("createdDatetime", VendorTimes.millis(created))
                .put("modifiedDatetime", VendorTimes.millis(modified));
    }
}
