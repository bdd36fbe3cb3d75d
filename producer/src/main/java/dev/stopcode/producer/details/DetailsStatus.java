package dev.stopcode.producer.details;

import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.producer.publish.KafkaFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells progress, metrics and log what becomes of detail requests. Written by one thread, read by any. */
final class DetailsStatus {

    private static final Logger LOG = LoggerFactory.getLogger(DetailsStatus.class);

    private final MeterRegistry meters;
    private final Counter requests;
    private final Counter rows;
    private final Counter rejected;
    private volatile DetailsProgress progress = DetailsProgress.NONE;

    DetailsStatus(MeterRegistry meters) {
        this.meters = meters;
        this.requests = counter("stopcode.details.requests", "detail requests answered");
        this.rows = counter("stopcode.details.rows", "single events published");
        this.rejected = counter("stopcode.details.dead.letters", "requests and rows that could not be used");
    }

    DetailsProgress progress() {
        return progress;
    }

    void begun() {
        progress = progress.begun();
    }

    void answered(DetailsAnswer answer) {
        requests.increment();
        rows.increment(answer.rows().size());
        rejected.increment(answer.rejected().size());
        LOG.atInfo()
                .addKeyValue("rows", answer.rows().size())
                .addKeyValue("deadLetters", answer.rejected().size())
                .log("Detail request answered");
        progress = progress.answered(answer);
    }

    /** A failure that time may heal. */
    void failing(Exception cause) {
        failure(cause);
        progress = progress.failing(KafkaFailure.text(cause));
        LOG.atWarn().addKeyValue("cause", KafkaFailure.text(cause)).log("Answering detail requests fails");
    }

    /** A failure that somebody has to look at. */
    void stopped(Throwable cause) {
        failure(cause);
        progress = progress.stopped(KafkaFailure.text(cause));
        LoggingEventBuilder entry = LOG.atError();
        (cause instanceof DevCenterException
                        ? entry.addKeyValue("cause", KafkaFailure.text(cause))
                        : entry.setCause(cause))
                .log("Answering detail requests stopped");
    }

    private void failure(Throwable cause) {
        Counter.builder("stopcode.details.failures")
                .description("failures that requests waited for or stopped for")
                .tag("cause", cause.getClass().getSimpleName())
                .register(meters)
                .increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }
}
