package dev.stopcode.producer.details;

import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.fetch.Shutdown;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.producer.publish.KafkaFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Answers detail requests, one after the other, until the process ends. Whatever goes wrong with Kafka is answered by a
 * new session, which begins with the first request that has no committed answer.
 */
public final class DetailsRunner implements Runnable {

    private final Supplier<DetailsSession> sessions;
    private final DetailsStatus status;
    private final Shutdown shutdown;
    private final Backoff backoff;

    /** @param backoffs makes the pauses between failures */
    public DetailsRunner(
            StopcodeConfig config,
            KafkaClients clients,
            DevCenter devCenter,
            Clock clock,
            MeterRegistry meters,
            Shutdown shutdown,
            Supplier<Backoff> backoffs) {
        DetailsReader reader =
                new DetailsReader(config.sources(), config.harvest(), devCenter, clock, shutdown, backoffs.get());
        this.status = new DetailsStatus(meters);
        this.sessions = () -> new DetailsSession(config.kafka(), clients, reader, status);
        this.shutdown = shutdown;
        this.backoff = backoffs.get();
    }

    public DetailsProgress progress() {
        return status.progress();
    }

    @Override
    public void run() {
        try {
            while (!shutdown.isRequested()) {
                session();
            }
        } catch (CancellationException e) {
            // the process ends
        } catch (RuntimeException | Error e) {
            status.stopped(e);
        }
    }

    /** Answers requests until something fails; returns when it is time to try again. */
    private void session() {
        try (DetailsSession session = sessions.get()) {
            session.open();
            while (!shutdown.isRequested()) {
                session.step();
                backoff.reset();
            }
        } catch (CancellationException | DevCenterException e) {
            throw e;
        } catch (RuntimeException e) {
            if (KafkaFailure.isFinal(e)) {
                throw e;
            }
            status.failing(e);
            shutdown.pause(backoff.next());
        }
    }
}
