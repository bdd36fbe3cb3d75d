package dev.stopcode.producer;

import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.producer.hits.DayReading;
import dev.stopcode.producer.publish.KafkaFailure;
import dev.stopcode.schemas.HarvestedDay;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells progress, metrics and log what happens to one source. Written by the source's thread, read by any. */
final class SourceStatus {

    private static final Logger LOG = LoggerFactory.getLogger(SourceStatus.class);

    private final String source;
    private final HarvestMetrics metrics;
    private volatile SourceProgress progress;

    SourceStatus(String source, HarvestMetrics metrics) {
        this.source = source;
        this.metrics = metrics;
        this.progress = SourceProgress.none(source);
    }

    SourceProgress progress() {
        return progress;
    }

    void passBegun(int days) {
        update(at -> at.passBegun(days));
        LOG.atInfo().addKeyValue("source", source).addKeyValue("days", days).log("Harvest pass begins");
    }

    void pagePublished(int rows, int rejected) {
        update(at -> at.pagePublished(rows, rejected));
        metrics.published(rows, rejected);
        if (rejected > 0) {
            LOG.atWarn()
                    .addKeyValue("source", source)
                    .addKeyValue("rows", rejected)
                    .log("Rows of a page went to dead letters");
        }
    }

    void dayMarked(HarvestedDay day) {
        metrics.marked(day.getComplete());
        LOG.atDebug()
                .addKeyValue("source", source)
                .addKeyValue("day", day.getDate())
                .addKeyValue("harvestId", day.getHarvestId())
                .addKeyValue("rows", day.getRows())
                .addKeyValue("complete", day.getComplete())
                .log("Day marked");
    }

    void dayDrifted(DayReading reading) {
        metrics.drifted();
        LOG.atWarn()
                .addKeyValue("source", source)
                .addKeyValue("day", reading.day())
                .addKeyValue("harvestId", reading.harvestId())
                .addKeyValue("attempt", reading.attempt())
                .addKeyValue("cause", reading.drift().orElse("rows changed since the restart"))
                .log("Day did not hang together");
    }

    void dayUnread(LocalDate day) {
        metrics.unread();
        LOG.atWarn().addKeyValue("source", source).addKeyValue("day", day).log("Day left for the next pass");
    }

    void dayDone() {
        update(SourceProgress::dayDone);
    }

    void passOver(long lagDays) {
        update(SourceProgress::passOver);
        metrics.lag(lagDays);
        SourceProgress at = progress;
        LOG.atInfo()
                .addKeyValue("source", source)
                .addKeyValue("days", at.daysDone())
                .addKeyValue("lagDays", lagDays)
                .log("Harvest pass is over");
    }

    /** A failure that time may heal. */
    void failing(RuntimeException cause) {
        update(at -> at.failing(KafkaFailure.text(cause)));
        metrics.failed(cause);
        LOG.atWarn()
                .addKeyValue("source", source)
                .addKeyValue("cause", KafkaFailure.text(cause))
                .log("Harvest fails");
    }

    /** A failure that somebody has to look at: the source rests until the process is started again. */
    void stopped(String cause, Throwable failure) {
        update(at -> at.stopped(cause));
        metrics.failed(failure);
        LoggingEventBuilder entry = LOG.atError().addKeyValue("source", source).addKeyValue("cause", cause);
        // the vendor's words say it all
        (failure instanceof DevCenterException ? entry : entry.setCause(failure)).log("Harvest of a source stopped");
    }

    private void update(UnaryOperator<SourceProgress> change) {
        progress = change.apply(progress);
    }
}
