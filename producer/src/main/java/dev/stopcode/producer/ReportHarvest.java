package dev.stopcode.producer;

import dev.stopcode.config.ReportConfig;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.reports.ReportRun;
import dev.stopcode.devcenter.reports.ReportRun.Status;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.producer.fetch.Inflow;
import dev.stopcode.producer.file.Line;
import dev.stopcode.producer.file.ReportReader;
import dev.stopcode.producer.file.UnreadableReport;
import dev.stopcode.producer.plan.Checkpoints;
import dev.stopcode.producer.publish.Batch;
import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.producer.publish.Publisher;
import dev.stopcode.producer.reports.RunReading;
import dev.stopcode.producer.reports.RunRecords;
import dev.stopcode.producer.reports.Scheduling;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.OpenRun;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the runs of one report, each once and in their order, and publishes their rows batch by batch, from the
 * checkpoint on that the source's topic holds. A run that was read to its end marks the whole days that it looks back
 * on.
 *
 * <p>A link that has expired is asked for anew, a download that breaks off is begun again and read past what is
 * published. Where that turns out to hold other rows now, the run is read as a new harvest. A file that is no report
 * is set aside.
 */
final class ReportHarvest implements Harvest {

    /** How far back a new source looks for runs that are there already. */
    private static final Duration OLDEST_RUN = Duration.ofDays(30);

    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final SourceContext context;
    private final ReportConfig report;
    private final Reports reports;
    private final Scheduling scheduling;
    private final RunRecords records;
    private final DeviceHash devices;
    private final Publisher publisher;
    private final Set<Instant> failedRuns = new HashSet<>();
    private @Nullable Instant newestRun;

    ReportHarvest(SourceContext context, ReportConfig report, Scheduling scheduling, Publisher publisher) {
        this.context = context;
        this.report = report;
        this.reports = context.devCenter().reports();
        this.scheduling = scheduling;
        this.records = new RunRecords(report);
        this.devices = new DeviceHash(context.config().deviceKey());
        this.publisher = publisher;
        this.newestRun = checkpoint().getLastRun();
    }

    private HarvestCheckpoint checkpoint() {
        return publisher.checkpoint();
    }

    @Override
    public boolean pass(Instant begun) {
        List<ReportRun> runs = runs(begun);
        List<ReportRun> due =
                runs.stream().filter(run -> run.status() == Status.COMPLETED).toList();
        runs.stream().filter(run -> run.status() == Status.FAILED).forEach(this::noteFailure);
        context.status().passBegun(due.size());
        for (ReportRun run : due) {
            context.waits().inPlace(() -> read(run));
            context.status().dayDone();
        }
        if (newestRun == null) {
            return false;
        }
        context.status().passOver(0);
        return true;
    }

    /** Soon after the next run is expected; again and again while it is late, up to the longest wait. */
    @Override
    public Instant due(Instant begun) {
        Instant expected = newestRun == null ? begun : newestRun.plus(report.interval());
        Duration late = Duration.between(expected, begun);
        Duration wait = late.isNegative() ? late.negated() : late.dividedBy(2);
        return begun.plus(longer(SHORTEST_WAIT, shorter(LONGEST_WAIT, wait)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The runs that are newer than the last one read, oldest first. */
    private List<ReportRun> runs(Instant now) {
        Instant last = checkpoint().getLastRun();
        LocalDate first = day(last == null ? now.minus(OLDEST_RUN) : last);
        return await(() -> scheduling.runs(now, first, day(now).plusDays(1))).stream()
                .filter(run -> last == null || run.time().isAfter(last))
                .sorted(Comparator.comparing(ReportRun::time))
                .toList();
    }

    private void noteFailure(ReportRun run) {
        if (failedRuns.add(run.time())) {
            newestRun = run.time();
            context.status().runFailed(run.time());
        }
    }

    private void read(ReportRun run) {
        Optional<ReportRun> latest = Optional.of(run);
        while (latest.isPresent() && !isRead(latest.get())) {
            // the link may be too old, and the file another
            latest = runs(context.clock().instant()).stream()
                    .filter(again -> again.time().equals(run.time()) && again.status() == Status.COMPLETED)
                    .findFirst();
        }
        newestRun = run.time();
    }

    /** Reads a run to its end; false if it has to be read again. */
    private boolean isRead(ReportRun run) {
        SignedLink location = run.location();
        if (location == null) {
            return isSetAside(run, "it names no location");
        }
        OpenRun open = checkpoint().getOpenRun();
        RunReading reading = open != null && open.getTime().equals(run.time())
                ? RunReading.resume(open)
                : RunReading.begin(run.time(), checkpoint().getLastHarvestId() + 1);
        Inflow file = new Inflow();
        file.endWith(context.waits().shutdown().orRequested(reports.download(location, file)));
        try (ReportReader rows =
                ReportReader.open(file, report.id(), report.counting(), reading.harvestId(), devices)) {
            return publish(run, rows, reading);
        } catch (UnreadableReport e) {
            return isSetAside(run, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    /** False if what was published before is not what the file holds now. */
    private boolean publish(ReportRun run, ReportReader rows, RunReading reading) throws IOException {
        List<ReportRow> events = new ArrayList<>();
        List<DeadLetter> rejected = new ArrayList<>();
        for (Line line = rows.next(); line != null; line = rows.next()) {
            if (reading.add(line.identity())) {
                switch (line) {
                    case Line.Event event -> events.add(event.value());
                    case Line.Hit hit ->
                        rejected.add(records.unusable(run, line, hit.value().toString(), "no time of day"));
                    case Line.Rejected bad -> rejected.add(records.unusable(run, line, bad.text(), bad.cause()));
                }
            } else if (reading.isBroken(false)) {
                return startsOver();
            }
            if (events.size() + rejected.size() == context.config().pageSize()) {
                publish(events, rejected, List.of(), Checkpoints.opened(checkpoint(), reading.open()));
                events.clear();
                rejected.clear();
            }
        }
        if (reading.isBroken(true)) {
            return startsOver();
        }
        publish(
                events,
                rejected,
                records.marks(run, reading.harvestId()),
                Checkpoints.read(checkpoint(), reading.harvestId(), run.time()));
        return true;
    }

    private boolean startsOver() {
        publish(List.of(), List.of(), List.of(), Checkpoints.abandoned(checkpoint()));
        return false;
    }

    private boolean isSetAside(ReportRun run, String cause) {
        HarvestCheckpoint next = Checkpoints.read(checkpoint(), checkpoint().getLastHarvestId(), run.time());
        publish(List.of(), List.of(records.unreadable(run, cause)), List.of(), next);
        context.status().runSetAside(run.time(), cause);
        return true;
    }

    private void publish(
            List<ReportRow> rows, List<DeadLetter> rejected, List<ReportRow> marks, HarvestCheckpoint next) {
        publisher.publish(new Batch<>(Topics.REPORT_ROWS, rows, rejected, marks, next));
        context.waits().succeeded();
        context.status().pagePublished(rows.size(), rejected.size());
    }

    /** The result of a call that is made again until it succeeds, or is refused for good. */
    private <T> T await(Supplier<T> call) {
        while (true) {
            try {
                T result = call.get();
                context.waits().succeeded();
                return result;
            } catch (DevCenterException e) {
                if (!e.retryable()) {
                    throw e;
                }
                context.status().failing(e);
                context.waits().failed(e);
            }
        }
    }

    private void failed(IOException e) {
        Throwable cause = e.getCause();
        if (cause instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (cause instanceof DevCenterException refused
                && !refused.retryable()
                && !(refused instanceof DevCenterException.LinkExpired)) {
            throw refused;
        }
        RuntimeException failure = cause instanceof RuntimeException known ? known : new UncheckedIOException(e);
        context.status().failing(failure);
        context.waits().failed(failure);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
