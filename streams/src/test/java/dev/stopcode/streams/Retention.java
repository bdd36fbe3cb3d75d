package dev.stopcode.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;

/** What a cluster still holds of a text, in topics and in files. */
record Retention(String bootstrapServers, Path logs) {

    private Map<String, Object> clients() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    /** The topics, internal ones too, that have it in a record. */
    Set<String> topicsThatHold(String text) {
        Set<String> topics = new HashSet<>();
        read(topic -> true, record -> {
            if (holds(record.key(), text) || holds(record.value(), text)) {
                topics.add(record.topic());
            }
        });
        return topics;
    }

    /** All that a topic still has, deletions too, by key; the oldest first. */
    Map<Bytes, List<Optional<Bytes>>> history(String topic) {
        Map<Bytes, List<Optional<Bytes>>> history = new HashMap<>();
        read(
                topic::equals,
                record -> history.computeIfAbsent(Bytes.wrap(record.key()), key -> new ArrayList<>())
                        .add(Optional.ofNullable(record.value()).map(Bytes::wrap)));
        return history;
    }

    private void read(Predicate<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clients(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info -> topics.test(info.topic()))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            while (!ends.isEmpty()) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
    }

    /** The broker's files that have it in clear. */
    List<Path> filesThatHold(String text) {
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(read(file), text))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(logs); // a file is gone, or has another name by now
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(byte[] bytes, String text) {
        return bytes != null && new String(bytes, ISO_8859_1).contains(text);
    }

    /** How long a record of a topic may stay that was deleted: until its segment is closed, and compaction had to come. */
    Duration longestDeleted(String topic) {
        Config config = config(topic);
        return millis(config, TopicConfig.SEGMENT_MS_CONFIG)
                .plus(millis(config, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG))
                .plus(millis(config, TopicConfig.FILE_DELETE_DELAY_MS_CONFIG));
    }

    /** How long a record of a topic may stay: until its segment is closed, and its time is over. */
    Duration longest(String topic) {
        Config config = config(topic);
        return config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_DELETE)
                ? millis(config, TopicConfig.RETENTION_MS_CONFIG)
                        .plus(millis(config, TopicConfig.SEGMENT_MS_CONFIG))
                        .plus(millis(config, TopicConfig.FILE_DELETE_DELAY_MS_CONFIG))
                : Duration.ofDays(Integer.MAX_VALUE);
    }

    private Config config(String topic) {
        try (Admin admin = Admin.create(clients())) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration millis(Config config, String name) {
        return Duration.ofMillis(Long.parseLong(config.get(name).value()));
    }

    /** Makes the time of all records of topics be over. */
    void shorten(Collection<String> topics) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : topics) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    Stream.of(
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    TopicConfig.SEGMENT_MS_CONFIG,
                                    TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                                    TopicConfig.FILE_DELETE_DELAY_MS_CONFIG)
                            .map(name -> new AlterConfigOp(new ConfigEntry(name, "1"), OpType.SET))
                            .toList());
        }
        try (Admin admin = Admin.create(clients())) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }
}
