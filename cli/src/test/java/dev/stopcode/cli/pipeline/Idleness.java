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

    /** Whether there was a moment at which nothing was left to evaluate, to ask for or to fetch. */
    public boolean reached() {
        Optional<Map<TopicPartition, Long>> before = backlog.ends();
        return before.isPresent()
                && !backlog.ofStreams(before.get())
                && !backlog.ofDetails(before.get())
                && !backlog.ofWorker(before.get())
                && backlog.ends().equals(before);
    }

    @Override
    public void close() {
        backlog.close();
    }
}
