package dev.stopcode.cli.cluster;

import dev.stopcode.cli.error.UserError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** One topic being read from its beginning. */
final class Reading implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<?> decoder;
    private final Map<TopicPartition, Long> ends;

    private Reading(Consumer<String, byte[]> consumer, Deserializer<?> decoder, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.ends = ends;
    }

    static Reading of(Consumer<String, byte[]> consumer, String topic, Deserializer<?> decoder) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw UserError.failed("The cluster has no topic " + topic
                    + ": run `stopcode topics create` first; internal ones come with the first `stopcode stream`.");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Reading(consumer, decoder, new HashMap<>(consumer.endOffsets(partitions)));
    }

    /** How many partitions the topic has. */
    int partitions() {
        return ends.size();
    }

    /** Reads one partition alone. */
    void only(int partition) {
        ends.keySet().removeIf(other -> other.partition() != partition);
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
    }

    /** Reads to the end that the topic had at first; whether more is wanted. */
    boolean untilEnd(Predicate<TopicRecord> more) {
        boolean wanted = true;
        while (wanted && isBeforeEnd()) {
            wanted = poll(more);
        }
        return wanted;
    }

    /** Hands on what comes within a moment; whether more is wanted. */
    boolean poll(Predicate<TopicRecord> more) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (!more.test(decode(record))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
        decoder.close();
    }

    private boolean isBeforeEnd() {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private TopicRecord decode(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new TopicRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                decoder.deserialize(record.topic(), record.value()),
                headers);
    }
}
