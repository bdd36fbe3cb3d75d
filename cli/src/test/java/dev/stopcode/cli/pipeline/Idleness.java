package dev.stopcode.cli.pipeline;

import dev.stopcode.config.KafkaConfig;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Tells of processes that run elsewhere whether their topics hold work for any of them. */
public final class Idleness implements AutoCloseable {

    private final Backlog backlog;

    public Idleness(KafkaConfig kafka) {
        this.backlog = new Backlog(kafka);
    }

    /** Who has something left to do, as far as the topics tell; empty if there was a moment at which nobody had. */
    public Optional<String> busy() {
        Optional<Map<TopicPartition, Long>> before = backlog.ends();
        if (before.isEmpty()) {
            return Optional.of("an open transaction");
        } else if (backlog.ofStreams(before.get())) {
            return Optional.of("streams");
        } else if (backlog.ofDetails(before.get())) {
            return Optional.of("the harvest of details");
        } else if (backlog.ofWorker(before.get())) {
            return Optional.of("the worker");
        }
        return backlog.ends().equals(before) ? Optional.empty() : Optional.of("somebody who writes");
    }

    @Override
    public void close() {
        backlog.close();
    }
}
