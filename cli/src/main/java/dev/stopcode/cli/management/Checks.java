package dev.stopcode.cli.management;

import dev.stopcode.producer.HarvestProgress;
import dev.stopcode.producer.SourceProgress;
import dev.stopcode.worker.WorkerProgress;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;

/** What keeps the processes from their work, by name; empty where nothing does. */
public final class Checks {

    private Checks() {}

    /** A check for each source and for the service of detail requests: its trouble at present. */
    public static Map<String, String> harvest(HarvestProgress progress) {
        Map<String, String> checks = new TreeMap<>();
        for (SourceProgress source : progress.sources()) {
            checks.put("source " + source.source(), Objects.requireNonNullElse(source.error(), ""));
        }
        checks.put("details", Objects.requireNonNullElse(progress.details().error(), ""));
        return checks;
    }

    /** Whether records are processed, which they are not while the group settles. */
    public static Map<String, String> topology(KafkaStreams.State state) {
        return Map.of("topology", state == KafkaStreams.State.RUNNING ? "" : "state " + state);
    }

    /** Whether there is room for dumps, and whether requests are held that store, cluster or vendor keep from their end. */
    public static Map<String, String> store(WorkerProgress progress) {
        return Map.of("store", progress.shortage(), "requests", progress.waitsFor());
    }
}
