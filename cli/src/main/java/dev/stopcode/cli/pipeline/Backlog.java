package dev.stopcode.cli.pipeline;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.StreamsApp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Work that lies in topics and waits for its reader. Each method is one look; several make a picture that holds only if
 * {@link #ends()} is the same before and after.
 */
final class Backlog implements AutoCloseable {

    private static final long NOTHING_LEFT = Long.MAX_VALUE;

    private final KafkaConfig kafka;
    private final Offsets offsets;

    Backlog(KafkaConfig kafka) {
        this.kafka = kafka;
        this.offsets = new Offsets(kafka);
    }

    /** Where all topics end; empty while a transaction is open. */
    Optional<Map<TopicPartition, Long>> ends() {
        List<String> all = Topics.ALL.stream().map(kafka::name).toList();
        return offsets.settledEnds(offsets.partitions(all));
    }

    /** Whether the topology has something left to read. */
    boolean ofStreams(Map<TopicPartition, Long> ends) {
        Set<String> inputs = streamsInputs();
        return inputs.isEmpty() || hasRecords(inputs, streamsPositions(), ends);
    }

    /** Whether detail requests wait for the producer. */
    boolean ofDetails(Map<TopicPartition, Long> ends) {
        return hasRecords(List.of(kafka.name(Topics.DETAIL_REQUESTS)), detailPositions(), ends);
    }

    /** Whether requests for dumps wait for the worker, or are in its hands. */
    boolean ofWorker(Map<TopicPartition, Long> ends) {
        return hasRecords(List.of(kafka.name(Topics.CAB_REQUESTS)), workerPositions(), ends);
    }

    private boolean hasRecords(
            Collection<String> topics, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> topics.contains(end.getKey().topic()))
                .anyMatch(end ->
                        offsets.hasRecords(end.getKey(), positions.getOrDefault(end.getKey(), 0L), end.getValue()));
    }

    private Set<String> streamsInputs() {
        String group = StreamsApp.applicationId(kafka);
        Set<String> inputs = new TreeSet<>();
        try {
            Offsets.get(admin().describeStreamsGroups(List.of(group)).all())
                    .values()
                    .forEach(description -> description.subtopologies().forEach(part -> {
                        inputs.addAll(part.sourceTopics());
                        inputs.addAll(part.repartitionSourceTopics().keySet());
                    }));
        } catch (GroupIdNotFoundException e) {
            inputs.clear(); // it has not joined yet
        }
        return inputs;
    }

    private Map<TopicPartition, Long> streamsPositions() {
        String group = StreamsApp.applicationId(kafka);
        return positions(Offsets.get(admin().listStreamsGroupOffsets(
                        Map.of(group, new ListStreamsGroupOffsetsSpec()),
                        new ListStreamsGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group)));
    }

    private Map<TopicPartition, Long> detailPositions() {
        return positions(Offsets.get(admin().listConsumerGroupOffsets(
                        kafka.prefix() + "details", new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata()));
    }

    private Map<TopicPartition, Long> workerPositions() {
        String group = kafka.prefix() + "worker";
        Map<TopicPartition, Long> positions = new HashMap<>();
        Offsets.get(admin().listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(group))
                .forEach((partition, info) -> {
                    if (info != null) { // null before the group's first fetch
                        // the start offset stays behind while what follows it is acknowledged: only the lag tells
                        boolean done = info.lag().filter(lag -> lag == 0).isPresent();
                        positions.put(partition, done ? NOTHING_LEFT : info.startOffset());
                    }
                });
        return positions;
    }

    private static Map<TopicPartition, Long> positions(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                positions.put(partition, offset.offset());
            }
        });
        return positions;
    }

    private Admin admin() {
        return offsets.admin();
    }

    @Override
    public void close() {
        offsets.close();
    }
}
