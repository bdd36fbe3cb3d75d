package dev.stopcode.schemas;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.NullMarked;

/**
 * One topic of the catalogue: everything that a process, a tool or a test may need to know of it.
 * Keys are UTF-8 strings.
 *
 * @param baseName name without the installation's prefix
 * @param key what the key holds
 * @param value class of the values: an Avro record, or {@code byte[]} where bytes are kept as they came
 * @param partitions fixed number of partitions, or {@link #SCALED} for the installation's number
 * @param cleanup how old records go
 * @param retention how long a record is kept by a topic that deletes; {@link Duration#ZERO} where only compaction
 *     takes records away
 * @param personal whether the records hold personal data, which must be gone within thirty days
 * @param internal whether the topic is a wire inside the topology rather than part of the contract
 * @param parties who writes the topic, and which processes read it
 * @param purpose what the topic is for, in one line
 */
@NullMarked
public record Topic<V>(
        String baseName,
        String key,
        Class<V> value,
        int partitions,
        Cleanup cleanup,
        Duration retention,
        boolean personal,
        boolean internal,
        Parties parties,
        String purpose) {

    /** Partition number of the topics that scale with the installation. */
    public static final int SCALED = 0;

    /** How a topic gets rid of records. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /** The broker's {@code cleanup.policy}. */
        public String policy() {
            return policy;
        }

        boolean deletes() {
            return this != COMPACT;
        }
    }

    /** Who has to do with a topic. */
    public enum Party {
        /** {@code stopcode harvest}, and {@code stopcode import} as well. */
        PRODUCER,
        /** {@code stopcode stream}. */
        STREAMS,
        /** {@code stopcode work}. */
        WORKER,
        /** Whoever the cluster lets, {@code stopcode}'s other commands among them. */
        ANYBODY
    }

    /**
     * The two ends of a topic. A topic of the contract is for anybody to read besides; an internal one is not.
     *
     * @param writers who writes it
     * @param readers the processes that depend on it
     */
    public record Parties(Set<Party> writers, Set<Party> readers) {

        public Parties {
            writers = Set.copyOf(writers);
            readers = Set.copyOf(readers);
        }

        static Parties writtenBy(Party... writers) {
            return new Parties(Set.of(writers), Set.of());
        }

        Parties readBy(Party... processes) {
            return new Parties(writers, Set.of(processes));
        }
    }

    /** The topic's name in an installation, for example {@code stopcode.alerts} for prefix {@code stopcode.}. */
    public String name(String prefix) {
        return prefix + baseName;
    }

    /** The subject under which the value's schema is registered (TopicNameStrategy). */
    public String subject(String prefix) {
        return name(prefix) + "-value";
    }

    /** Whether values are Avro records in the registry's wire format. */
    public boolean isAvro() {
        return SpecificRecord.class.isAssignableFrom(value);
    }

    /** Number of partitions in an installation that uses {@code scaled} partitions for the topics that scale. */
    public int partitions(int scaled) {
        return partitions == SCALED ? scaled : partitions;
    }

    /** The partition of a key, as Kafka's default partitioner has it. */
    public static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** The topic's settings on the broker. */
    public Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", cleanup.policy());
        if (cleanup.deletes()) {
            config.put("retention.ms", Long.toString(retention.toMillis()));
            // a segment is deleted as a whole: none may stay open for long, or its oldest record outlives the retention
            config.put("segment.ms", Long.toString(Duration.ofDays(1).toMillis()));
        }
        if (cleanup != Cleanup.DELETE) {
            config.put("min.cleanable.dirty.ratio", "0.1");
        }
        if (cleanup == Cleanup.COMPACT_AND_DELETE && personal) {
            // what was deleted is not to stay for want of other changes
            config.put("max.compaction.lag.ms", Long.toString(Duration.ofDays(1).toMillis()));
        }
        return config;
    }
}
