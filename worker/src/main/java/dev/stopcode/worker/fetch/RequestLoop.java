package dev.stopcode.worker.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the share group with one request in hand: takes it, keeps its lock while another thread does the work,
 * and acknowledges it as that thread says. Several loops side by side are the worker's concurrency. While it is busy,
 * the partitions that the group assigned to it alone wait: requests are in a topic of one partition, which all members
 * share.
 */
final class RequestLoop implements Runnable {

    /** What is done with a request on another thread; an interrupt breaks it off. */
    @FunctionalInterface
    interface Work {
        AcknowledgeType handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<ShareConsumer<byte[], byte[]>> group;
    private final String topic;
    private final Work work;
    private final ExecutorService hands;
    private final BooleanSupplier open;
    private final Patience patience;
    private final FetchMetrics metrics;

    /** @param open whether requests may be taken; while not, this is no member of the group */
    RequestLoop(
            Supplier<ShareConsumer<byte[], byte[]>> group,
            String topic,
            Work work,
            ExecutorService hands,
            BooleanSupplier open,
            Patience patience,
            FetchMetrics metrics) {
        this.group = group;
        this.topic = topic;
        this.work = work;
        this.hands = hands;
        this.open = open;
        this.patience = patience;
        this.metrics = metrics;
    }

    /** Runs until told to stop. A member that fails is replaced: what it had in hand goes back to the group. */
    @Override
    public void run() {
        try {
            do {
                if (!open.getAsBoolean()) {
                    continue;
                }
                try (ShareConsumer<byte[], byte[]> member = group.get()) {
                    consume(member);
                } catch (RuntimeException e) {
                    metrics.consumerFailed();
                    LOG.atError().setCause(e).log("Share consumer failed, another takes its place");
                }
            } while (!patience.stopped() && !patience.afterFault(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume(ShareConsumer<byte[], byte[]> member) {
        member.subscribe(List.of(topic));
        while (!patience.stopped() && open.getAsBoolean()) {
            ConsumerRecords<byte[], byte[]> records = member.poll(POLL);
            if (!patience.stopped()) {
                records.forEach(record -> serve(new Lease(member, record)));
            }
        }
    }

    private void serve(Lease lease) {
        metrics.taken();
        Future<AcknowledgeType> end = hands.submit(() -> work.handle(lease.record()));
        try {
            await(end, lease).ifPresent(lease::end);
        } finally {
            // still running only if the lock is lost: then another member does it
            end.cancel(true);
            metrics.letGo();
        }
    }

    /** What the work says, empty when the lock is lost. Work that was broken off at the stop is for another member. */
    private static Optional<AcknowledgeType> await(Future<AcknowledgeType> end, Lease lease) {
        long renewal = lease.renewal().toMillis();
        while (true) {
            try {
                return Optional.of(end.get(renewal, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (!lease.renew()) {
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof InterruptedException)) {
                    LOG.atError().setCause(e.getCause()).log("Unexpected failure, the request will be delivered again");
                }
                return Optional.of(AcknowledgeType.RELEASE);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
