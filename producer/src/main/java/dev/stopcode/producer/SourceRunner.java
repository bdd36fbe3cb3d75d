package dev.stopcode.producer;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.producer.publish.CheckpointReader;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.producer.publish.KafkaFailure;
import dev.stopcode.producer.publish.Publisher;
import dev.stopcode.schemas.HarvestCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Harvests one source, pass after pass, until the process ends. Whatever goes wrong with Kafka has one remedy: a new
 * producer, which settles or aborts what the one before left behind, and the checkpoint read again.
 */
final class SourceRunner implements Runnable {

    /** How soon a clock that jumps is noticed. */
    private static final Duration CLOCK_CHECK = Duration.ofSeconds(1);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final SourceContext context;
    private final KafkaConfig kafka;
    private final KafkaClients clients;
    private final Function<Publisher, Harvest> harvests;
    private final CompletableFuture<Void> firstPass = new CompletableFuture<>();
    private final NextPass nextPass;
    private volatile boolean waiting;
    private @Nullable Publisher last;

    /** @param harvests makes the source's harvest, given through what it publishes */
    SourceRunner(
            SourceContext context, KafkaConfig kafka, KafkaClients clients, Function<Publisher, Harvest> harvests) {
        this.context = context;
        this.kafka = kafka;
        this.clients = clients;
        this.harvests = harvests;
        this.nextPass = new NextPass(context.clock());
    }

    SourceProgress progress() {
        return context.status().progress();
    }

    /** Ends with the first pass, or exceptionally with what keeps it from ending. */
    CompletableFuture<Void> firstPass() {
        return firstPass;
    }

    /** Starts a pass as soon as the running one is over. */
    void harvestNow() {
        nextPass.ask();
    }

    /** Somebody says that there is something to read: a pass begins soon, but not one for each who says so. */
    void hint() {
        nextPass.hint();
    }

    /** Whether nothing is left to do until the next pass, or for good. */
    boolean idle() {
        return progress().stopped() || (waiting && !nextPass.isWanted());
    }

    @Override
    public void run() {
        try {
            while (true) {
                session();
            }
        } catch (CancellationException e) {
            firstPass.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            context.status().stopped(advice(e), e);
            firstPass.completeExceptionally(e);
        }
    }

    /** Harvests until something fails; returns when it is time to try again. */
    private void session() {
        try {
            harvest();
        } catch (CancellationException | DevCenterException | TakenOverException e) {
            throw e;
        } catch (RuntimeException e) {
            if (KafkaFailure.isFinal(e)) {
                throw e;
            }
            context.status().failing(e);
            context.waits().failed(e);
        }
    }

    private void harvest() {
        Producer<String, Object> producer = clients.producer("harvest-" + context.id());
        try {
            harvest(producer);
        } finally {
            producer.close(CLOSE);
        }
    }

    private void harvest(Producer<String, Object> producer) {
        producer.initTransactions();
        HarvestCheckpoint checkpoint = new CheckpointReader(kafka, clients).read(context.id());
        if (last != null && !last.hasLeft(checkpoint)) {
            throw new TakenOverException();
        }
        Publisher publisher = new Publisher(producer, kafka, checkpoint);
        last = publisher;
        Harvest harvest = harvests.apply(publisher);
        while (true) {
            Instant begun = nextPass.begin();
            if (harvest.pass(begun)) {
                firstPass.complete(null);
            }
            awaitNextPass(harvest.due(begun));
        }
    }

    private void awaitNextPass(Instant due) {
        waiting = true;
        while (!nextPass.isTime(due)) {
            context.waits().shutdown().pause(CLOCK_CHECK, nextPass.asked());
        }
        waiting = false;
    }

    private static String advice(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case DevCenterException.Unauthorized e -> "Check tenant, client id and client secret: " + message;
            case DevCenterException.Forbidden e ->
                "Check the permissions of the Azure AD application and the source's applicationId: " + message;
            case TakenOverException e -> message;
            default -> failure.getClass().getSimpleName() + ": " + message;
        };
    }

    /** The checkpoint has moved on without this process. */
    private static final class TakenOverException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenOverException() {
            super("Another process harvests this source too: stop one of them");
        }
    }
}
