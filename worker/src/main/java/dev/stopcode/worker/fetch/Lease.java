package dev.stopcode.worker.fetch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock that a member of the share group has on the one record in its hand. Used on the member's thread alone. */
record Lease(ShareConsumer<byte[], byte[]> member, ConsumerRecord<byte[], byte[]> record) {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final int DEFAULT_LOCK_MS = 15_000;

    /** How long to wait between renewals: a renewal may come late, or fail once, before the lock is over. */
    Duration renewal() {
        return Duration.ofMillis(member.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MS) / 3);
    }

    /** Locks the record for another full period; false if the lock is lost, and with it the right to acknowledge. */
    boolean renew() {
        member.acknowledge(record, AcknowledgeType.RENEW);
        // committed at once, to see whether it worked; the poll fetches nothing new, it hands the renewed record back
        return commit(AcknowledgeType.RENEW) && !member.poll(Duration.ZERO).isEmpty();
    }

    /** Ends the lease. Where that does not reach the broker, the record is delivered again. */
    void end(AcknowledgeType type) {
        member.acknowledge(record, type);
        commit(type);
    }

    private boolean commit(AcknowledgeType type) {
        Map<?, Optional<KafkaException>> errors = member.commitSync();
        Optional<KafkaException> error =
                errors.values().stream().flatMap(Optional::stream).findFirst();
        error.ifPresent(cause -> LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("acknowledgement", type)
                .addKeyValue("cause", cause)
                .log("Acknowledgement failed, the request will be delivered again"));
        return error.isEmpty();
    }
}
