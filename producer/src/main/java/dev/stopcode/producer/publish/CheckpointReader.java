package dev.stopcode.producer.publish;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.producer.plan.Checkpoints;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads where a source stands from {@code harvest-checkpoints}. */
public final class CheckpointReader {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Outlasts the transaction of another source's producer that died. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConfig kafka;
    private final KafkaClients clients;

    public CheckpointReader(KafkaConfig kafka, KafkaClients clients) {
        this.kafka = kafka;
        this.clients = clients;
    }

    /**
     * The source's last committed checkpoint. To be called after the source's producer has initialised its
     * transactions, so that none of them is open.
     */
    public HarvestCheckpoint read(String source) {
        HarvestCheckpoint last = Checkpoints.none(source);
        try (AvroSerde<HarvestCheckpoint> serde = AvroSerde.of(HarvestCheckpoint.class, kafka.serdes());
                Consumer<String, HarvestCheckpoint> consumer = clients.reader(serde.deserializer())) {
            Map<TopicPartition, Long> ends = ends(partitions(consumer));
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isAt(consumer, ends)) {
                for (ConsumerRecord<String, HarvestCheckpoint> message : consumer.poll(POLL)) {
                    last = source.equals(message.key()) ? message.value() : last;
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("The checkpoints could not be read within " + PATIENCE.toSeconds()
                            + " s: a transaction of another source's producer seems to hang");
                }
            }
        }
        return last;
    }

    private Set<TopicPartition> partitions(Consumer<?, ?> consumer) {
        String topic = kafka.name(Topics.HARVEST_CHECKPOINTS);
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions.isEmpty()) {
            // taken for an empty one, it would let harvest ids begin again
            throw new UnknownTopicOrPartitionException("Topic " + topic + " is missing: create the topics first");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
    }

    /**
     * The high watermarks. A consumer of committed records would name the last stable offset, and another source's open
     * transaction may hold that below this source's last checkpoint.
     */
    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, OffsetSpec> latest =
                    partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> offsets =
                    admin.listOffsets(latest).all().get();
            offsets.forEach((partition, info) -> ends.put(partition, info.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    private static boolean isAt(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
