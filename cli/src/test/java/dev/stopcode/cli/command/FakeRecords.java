package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.TopicRecord;
import dev.stopcode.schemas.Topic;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Topics in memory. */
final class FakeRecords implements Records {

    private final Map<Topic<?>, List<TopicRecord>> topics = new LinkedHashMap<>();
    private final Map<Topic<?>, List<TopicRecord>> later = new LinkedHashMap<>();
    private final Map<Topic<?>, List<TopicRecord>> written = new LinkedHashMap<>();

    FakeRecords with(Topic<?> topic, String key, @Nullable Object value) {
        return with(topic, key, value, Map.of());
    }

    FakeRecords with(Topic<?> topic, String key, @Nullable Object value, Map<String, String> headers) {
        add(topics, topic, key, value, headers);
        return this;
    }

    /** A record that is written while somebody follows the topic. */
    FakeRecords thenWritten(Topic<?> topic, String key, Object value) {
        add(later, topic, key, value, Map.of());
        return this;
    }

    private static void add(
            Map<Topic<?>, List<TopicRecord>> into,
            Topic<?> topic,
            String key,
            @Nullable Object value,
            Map<String, String> headers) {
        List<TopicRecord> records = into.computeIfAbsent(topic, unseen -> new ArrayList<>());
        records.add(new TopicRecord(
                topic.name("stopcode."),
                0,
                records.size(),
                Instant.parse("2026-11-20T06:00:00Z"),
                key,
                value,
                headers));
    }

    @Override
    public void read(Topic<?> topic, Predicate<TopicRecord> more) {
        topics.getOrDefault(topic, List.of()).stream().takeWhile(more).forEach(record -> {});
    }

    @Override
    public void follow(Topic<?> topic, Predicate<TopicRecord> more, Runnable caughtUp) {
        read(topic, more);
        caughtUp.run();
        later.getOrDefault(topic, List.of()).stream().takeWhile(more).forEach(record -> {});
    }

    @Override
    public <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
        add(written, topic, key, value, Map.of());
    }

    /** What was written to a topic, as key and value. */
    List<Map.Entry<@Nullable String, @Nullable Object>> written(Topic<?> topic) {
        List<Map.Entry<@Nullable String, @Nullable Object>> records = new ArrayList<>();
        written.getOrDefault(topic, List.of())
                .forEach(record -> records.add(new SimpleEntry<>(record.key(), record.value())));
        return records;
    }

    @Override
    public void close() {
        topics.clear();
    }
}
