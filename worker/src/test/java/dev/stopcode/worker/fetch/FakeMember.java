package dev.stopcode.worker.fetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.jspecify.annotations.Nullable;

/** A member of a share group with a lock of 30 ms; it may lose the lock of a record, or fail as a whole. */
final class FakeMember extends MockShareConsumer<byte[], byte[]> {

    final List<String> acknowledged = new CopyOnWriteArrayList<>();
    final BlockingQueue<ConsumerRecord<byte[], byte[]>> records = new LinkedBlockingQueue<>();
    volatile boolean losesLocks;
    volatile @Nullable KafkaException failure;
    volatile boolean closed;

    private @Nullable ConsumerRecord<byte[], byte[]> inHand;
    private List<AcknowledgeType> pending = new ArrayList<>();

    FakeMember holding(int offset) {
        records.add(new ConsumerRecord<>("requests", 0, offset, new byte[0], new byte[0]));
        return this;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        KafkaException cause = failure;
        if (cause != null) {
            throw cause;
        }
        if (inHand == null) {
            inHand = next();
        }
        return inHand == null
                ? ConsumerRecords.empty()
                : new ConsumerRecords<>(Map.of(new TopicPartition("requests", 0), List.of(inHand)), Map.of());
    }

    @Override
    public synchronized void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        pending.add(type);
        acknowledged.add(type.name() + " " + record.offset());
    }

    @Override
    public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync() {
        boolean renewal = pending.equals(List.of(AcknowledgeType.RENEW));
        pending = new ArrayList<>();
        boolean lost = renewal && losesLocks;
        if (!renewal || lost) {
            inHand = null;
        }
        return Map.of(
                new TopicIdPartition(Uuid.ONE_UUID, 0, "requests"),
                lost ? Optional.of(new InvalidRecordStateException("the lock is over")) : Optional.empty());
    }

    @Override
    public Optional<Integer> acquisitionLockTimeoutMs() {
        return Optional.of(30);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private @Nullable ConsumerRecord<byte[], byte[]> next() {
        try {
            return records.poll(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
