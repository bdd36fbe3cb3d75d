package dev.stopcode.producer;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What readers of committed records see of a topic. */
final class TopicReader {

    private final KafkaConfig kafka;

    TopicReader(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /** The rows of {@code failure-hits}, marks left out. */
    List<FailureHit> rows() {
        return values(Topics.FAILURE_HITS).stream()
                .filter(hit -> hit.getMark() == null)
                .toList();
    }

    <T extends SpecificRecord> List<T> values(Topic<T> topic) {
        return records(topic).stream().map(ConsumerRecord::value).toList();
    }

    <T extends SpecificRecord> List<ConsumerRecord<String, T>> records(Topic<T> topic) {
        try (AvroSerde<T> serde = AvroSerde.of(topic.value(), kafka.serdes())) {
            return read(topic, serde.deserializer());
        }
    }

    List<ConsumerRecord<String, byte[]>> deadLetters() {
        return read(Topics.DEAD_LETTERS, new ByteArrayDeserializer());
    }

    private <T> List<ConsumerRecord<String, T>> read(Topic<?> topic, Deserializer<T> values) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("isolation.level", "read_committed");
        settings.put("fetch.max.wait.ms", "50"); // close waits for it
        List<ConsumerRecord<String, T>> read = new ArrayList<>();
        try (KafkaConsumer<String, T> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.name(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
        }
        return read;
    }
}
