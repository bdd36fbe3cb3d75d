package dev.stopcode.worker.fetch;

import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.REJECT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;

import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.NotFound;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.worker.fetch.Download.Verdict;
import dev.stopcode.worker.fetch.RequestReader.Order;
import dev.stopcode.worker.fetch.RequestReader.Unusable;
import dev.stopcode.worker.result.Results;
import dev.stopcode.worker.retention.Depot;
import dev.stopcode.worker.store.StoredCab;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with one delivery of a request. When it ends with {@code ACCEPT} or {@code REJECT}, what became of the
 * request is safe in a topic, and a stored dump was in the store before that.
 */
final class CabFetch {

    private static final Logger LOG = LoggerFactory.getLogger(CabFetch.class);

    private final RequestReader requests;
    private final Depot depot;
    private final Download download;
    private final Results results;
    private final Patience patience;
    private final FetchMetrics metrics;
    private final int attempts;

    /** @param attempts deliveries in which a download is tried before the request is given up */
    CabFetch(
            RequestReader requests,
            Depot depot,
            Download download,
            Results results,
            Patience patience,
            FetchMetrics metrics,
            int attempts) {
        this.requests = requests;
        this.depot = depot;
        this.download = download;
        this.results = results;
        this.patience = patience;
        this.metrics = metrics;
        this.attempts = attempts;
    }

    /**
     * Blocks until the delivery has ended. A fault that is not the request's (store, cluster, credentials) keeps it in
     * hand until the fault is gone: releasing it would use up its deliveries, and then it would be lost.
     */
    AcknowledgeType handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        int faults = 0;
        try {
            while (true) {
                try {
                    return attempt(record);
                } catch (IOException | KafkaException | Unauthorized fault) {
                    log(record, "No work until this is mended", fault);
                    metrics.waitsFor(fault.getMessage() == null ? fault.toString() : fault.getMessage());
                    if (faults == 0) {
                        metrics.holding();
                    }
                    if (patience.afterFault(faults++)) {
                        return RELEASE;
                    }
                }
            }
        } finally {
            if (faults > 0) {
                metrics.resumed();
            }
        }
    }

    private AcknowledgeType attempt(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        try {
            return follow(record);
        } catch (KafkaException | Unauthorized fault) {
            throw fault;
        } catch (RuntimeException e) {
            return retry(record, e);
        }
    }

    private AcknowledgeType follow(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        Order order;
        try {
            order = requests.read(record);
        } catch (Unusable e) {
            return bury(record, e);
        }
        Optional<StoredCab> known = depot.store().find(order.cab().cabIdHash());
        if (known.isPresent()) {
            results.stored(order.request(), known.get());
            return ended(Outcome.KNOWN, ACCEPT);
        }
        if (deliveries(record) > attempts) {
            return bury(record, new IllegalStateException("Delivered too often without an end: does it kill workers?"));
        }
        depot.room().require();
        return fetch(record, order);
    }

    private AcknowledgeType fetch(ConsumerRecord<byte[], byte[]> record, Order order)
            throws IOException, InterruptedException {
        Verdict verdict;
        try {
            verdict = download.run(order);
        } catch (DevCenterException e) {
            return undelivered(record, order, e);
        }
        switch (verdict) {
            case Verdict.Kept(StoredCab cab) -> {
                results.stored(order.request(), cab);
                metrics.stored(cab.bytes());
                depot.room().taken(cab.bytes());
                return ended(Outcome.STORED, ACCEPT);
            }
            case Verdict.Refused(String reason) -> {
                results.rejected(order.request(), record.timestamp(), reason);
                return ended(Outcome.REJECTED, ACCEPT);
            }
        }
    }

    private AcknowledgeType undelivered(ConsumerRecord<byte[], byte[]> record, Order order, DevCenterException cause)
            throws InterruptedException {
        return switch (cause) {
            case NotFound gone -> {
                results.expired(order.request(), record.timestamp(), String.valueOf(gone.getMessage()));
                yield ended(Outcome.EXPIRED, ACCEPT);
            }
            // no request can succeed until somebody mends the credentials
            case Unauthorized refused -> throw refused;
            default -> cause.retryable() ? retry(record, cause) : bury(record, cause);
        };
    }

    private AcknowledgeType retry(ConsumerRecord<byte[], byte[]> record, RuntimeException cause)
            throws InterruptedException {
        if (deliveries(record) >= attempts) {
            return bury(record, cause);
        }
        log(record, "Request failed, to be tried again", cause);
        patience.beforeRetry(cause);
        return ended(Outcome.RELEASED, RELEASE);
    }

    private AcknowledgeType bury(ConsumerRecord<byte[], byte[]> record, Exception cause) throws InterruptedException {
        log(record, "Request given up, see the dead letters", cause);
        results.bury(record, String.valueOf(cause.getMessage()));
        return ended(Outcome.DEAD_LETTERED, REJECT);
    }

    private AcknowledgeType ended(Outcome outcome, AcknowledgeType type) {
        metrics.ended(outcome);
        return type;
    }

    private static int deliveries(ConsumerRecord<byte[], byte[]> record) {
        return record.deliveryCount().orElse((short) 1);
    }

    private static void log(ConsumerRecord<byte[], byte[]> record, String message, Exception cause) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("delivery", deliveries(record))
                .addKeyValue("cause", cause)
                .log(message);
    }
}
