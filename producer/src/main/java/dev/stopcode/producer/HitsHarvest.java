package dev.stopcode.producer;

import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.devcenter.hits.HitsQuery;
import dev.stopcode.producer.fetch.Pages;
import dev.stopcode.producer.hits.DayReading;
import dev.stopcode.producer.hits.HitMapper;
import dev.stopcode.producer.hits.MappedPage;
import dev.stopcode.producer.plan.Checkpoints;
import dev.stopcode.producer.plan.HarvestPlan;
import dev.stopcode.producer.publish.Batch;
import dev.stopcode.producer.publish.Publisher;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.HarvestedDay;
import dev.stopcode.schemas.OpenHarvest;
import dev.stopcode.schemas.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads days of one source and publishes their pages, from the checkpoint on that the source's topic holds.
 *
 * <p>A day whose pages do not hang together is read again under a new harvest id; at the last attempt its rows stand
 * and it is marked partial. A page that cannot be had is asked for again: without end while the vendor throttles or
 * cannot be reached, a few times where its answer is wrong. A day given up after some of its pages were published is
 * marked partial, one of which nothing was published gets no mark, for nothing is known of it; either is read again in
 * the next pass.
 */
final class HitsHarvest implements Harvest {

    private static final MappedPage NOTHING = new MappedPage(List.of(), List.of());

    private final SourceContext context;
    private final SourceConfig source;
    private final HarvestPlan plan;
    private final Publisher publisher;
    private final HitMapper mapper;

    HitsHarvest(SourceContext context, SourceConfig source, Publisher publisher) {
        this.context = context;
        this.source = source;
        this.plan = new HarvestPlan(context.config());
        this.publisher = publisher;
        this.mapper = new HitMapper(source);
    }

    HarvestCheckpoint checkpoint() {
        return publisher.checkpoint();
    }

    @Override
    public boolean pass(Instant begun) {
        List<LocalDate> days = plan.days(checkpoint(), begun);
        context.status().passBegun(days.size());
        for (LocalDate day : days) {
            context.waits().inPlace(() -> read(day));
            context.status().dayDone();
        }
        completePass(plan.oldest(begun));
        context.status().passOver(plan.lagDays(checkpoint(), begun));
        return true;
    }

    @Override
    public Instant due(Instant begun) {
        return begun.plus(context.config().interval());
    }

    /** Reads a day until it is marked or given up. */
    void read(LocalDate day) {
        OpenHarvest open = Checkpoints.open(checkpoint(), day);
        DayReading reading = open == null ? begin(day, 1) : DayReading.resume(open);
        while (!isDone(reading)) {
            // rows that changed while the process was down are no fault of the reading before
            reading = begin(day, reading.broken() ? reading.attempt() : reading.attempt() + 1);
        }
    }

    /** Writes down that a pass is over; days before {@code oldest} are forgotten. */
    void completePass(LocalDate oldest) {
        commit(NOTHING, null, Checkpoints.passCompleted(checkpoint(), oldest, now()));
    }

    private DayReading begin(LocalDate day, int attempt) {
        return DayReading.begin(day, checkpoint().getLastHarvestId() + 1, attempt);
    }

    /** Reads a day to its end; false if it has to be read again. */
    private boolean isDone(DayReading reading) {
        Pages<HitRow> pages = pages(reading.day());
        do {
            Page<HitRow> page = next(pages);
            if (page == null) {
                giveUp(reading.day());
                return true;
            }
            MappedPage mapped = mapper.map(page, reading.day(), reading.harvestId());
            reading.add(mapped, page.totalCount(), page.hasNext());
            if (reading.isToBeReadAgain(context.config().dayAttempts())) {
                context.status().dayDrifted(reading);
                return false;
            }
            publish(reading, mapped);
        } while (!reading.ended());
        return true;
    }

    private Pages<HitRow> pages(LocalDate day) {
        DevCenter devCenter = context.devCenter();
        HitsQuery query = HitsQuery.day(
                source.flavour(), source.applicationId(), day, context.config().pageSize());
        return new Pages<>(
                () -> devCenter.failureHits(query),
                page -> devCenter.failureHits(query, page),
                context.waits().shutdown());
    }

    /** The next page, however long it takes; null if the day is to be given up. */
    private @Nullable Page<HitRow> next(Pages<HitRow> pages) {
        int faults = 0;
        while (true) {
            try {
                Page<HitRow> page = pages.next();
                context.waits().succeeded();
                return page;
            } catch (DevCenterException.Unauthorized | DevCenterException.Forbidden e) {
                throw e;
            } catch (DevCenterException e) {
                context.status().failing(e);
                faults += isOutage(e) ? 0 : 1;
                if (!e.retryable() || faults >= context.config().dayAttempts()) {
                    return null;
                }
                context.waits().failed(e);
            }
        }
    }

    /** Whether the failure says nothing of the day asked for. */
    private static boolean isOutage(DevCenterException e) {
        return e instanceof DevCenterException.Throttled || e instanceof DevCenterException.Unreachable;
    }

    private void publish(DayReading reading, MappedPage page) {
        MappedPage fresh = reading.published() ? NOTHING : page;
        if (reading.ended()) {
            HarvestMark mark = reading.drift().isEmpty() ? HarvestMark.DAY_COMPLETE : HarvestMark.DAY_PARTIAL;
            reading.drift().ifPresent(cause -> context.status().dayDrifted(reading));
            mark(reading.open(), mark, fresh);
        } else if (!reading.published()) {
            commit(fresh, null, Checkpoints.opened(checkpoint(), reading.open()));
        }
    }

    private void giveUp(LocalDate day) {
        OpenHarvest open = Checkpoints.open(checkpoint(), day);
        if (open == null) {
            context.status().dayUnread(day);
        } else {
            mark(open, HarvestMark.DAY_PARTIAL, NOTHING);
        }
    }

    private void mark(OpenHarvest read, HarvestMark mark, MappedPage page) {
        HarvestedDay day = new HarvestedDay(
                read.getDate(), read.getHarvestId(), read.getRows(), mark == HarvestMark.DAY_COMPLETE, now());
        LocalDate asOf = LocalDate.ofInstant(day.getHarvestedAt(), ZoneOffset.UTC);
        commit(page, mapper.mark(mark, day.getDate(), day.getHarvestId(), asOf), Checkpoints.marked(checkpoint(), day));
        context.status().dayMarked(day);
    }

    private void commit(MappedPage page, @Nullable FailureHit mark, HarvestCheckpoint next) {
        publisher.publish(new Batch<>(
                Topics.FAILURE_HITS, page.hits(), page.rejected(), mark == null ? List.of() : List.of(mark), next));
        if (page.size() > 0) {
            context.status().pagePublished(page.hits().size(), page.rejected().size());
        }
    }

    /** Of the precision that a checkpoint has, so that one read back equals the one written. */
    private Instant now() {
        return context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
