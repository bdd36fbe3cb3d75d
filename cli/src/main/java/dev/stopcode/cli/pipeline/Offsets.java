package dev.stopcode.cli.pipeline;

import dev.stopcode.config.KafkaConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where topics end, and whether a reader that stands at some place has anything left to read. */
final class Offsets implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final Consumer<byte[], byte[]> probe;

    Offsets(KafkaConfig kafka) {
        this.admin = Admin.create(kafka.clientSettings());
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // before it looks at another place, it waits for a fetch that finds nothing behind the one before
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        this.probe = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        return admin;
    }

    List<TopicPartition> partitions(Collection<String> topics) {
        return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** Where the partitions end for readers of committed records; empty while a transaction is open in one of them. */
    Optional<Map<TopicPartition, Long>> settledEnds(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> committed = ends(partitions, IsolationLevel.READ_COMMITTED);
        return committed.equals(ends(partitions, IsolationLevel.READ_UNCOMMITTED))
                ? Optional.of(committed)
                : Optional.empty();
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
                .forEach((TopicPartition partition, ListOffsetsResultInfo end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /**
     * Whether a committed record lies between where a reader stands and the end. Offsets alone do not tell: a
     * transaction ends with a marker that takes an offset and is no record.
     */
    boolean hasRecords(TopicPartition partition, long from, long end) {
        if (from >= end) {
            return false;
        }
        probe.assign(List.of(partition));
        probe.seek(partition, from);
        while (probe.position(partition) < end) {
            if (!probe.poll(POLL).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new KafkaException("The cluster cannot be asked", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        probe.close();
        admin.close();
    }
}
