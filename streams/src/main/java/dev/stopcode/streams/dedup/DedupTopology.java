package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.row.RowLayout;
import dev.stopcode.streams.runtime.CommitHook;
import dev.stopcode.streams.runtime.HeapStore;
import dev.stopcode.streams.runtime.StateSerde;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.state.FailureState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The first sub-topology, keyed by failureHash: {@code failure-hits} and {@code report-rows} in, {@code failures} and
 * {@code driver-deltas} out.
 *
 * <p>Processors share a task's {@link Deduplication}: two take rows and marks, a third writes what was gathered
 * right before each commit (see {@link CommitHook}).
 */
public final class DedupTopology {

    private static final String DAY_MILLIS = Long.toString(Duration.ofDays(1).toMillis());

    public static final String LEDGER = "dedup-ledger";
    static final String FAILURES = "dedup-failures";
    static final String TASK = "dedup-task";

    /** What is deleted from the ledger is gone within a day, since some of it is personal. */
    private static final Map<String, String> LEDGER_CHANGELOG =
            Map.of(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, DAY_MILLIS, TopicConfig.SEGMENT_MS_CONFIG, DAY_MILLIS);

    private DedupTopology() {}

    /** Adds the sub-topology. */
    public static void addTo(
            StreamsBuilder builder,
            TopologyContext context,
            KStream<String, byte[]> hits,
            KStream<String, byte[]> reportRows) {
        builder.addStateStore(context.store(LEDGER, Serdes.Bytes(), Serdes.ByteArray(), LEDGER_CHANGELOG));
        builder.addStateStore(context.store(FAILURES, Serdes.String(), StateSerde.of(FailureState.class)));
        builder.addStateStore(HeapStore.<Deduplication>builder(TASK));

        RowCounters counters = new RowCounters(context.meters());
        KStream<String, byte[]> beacons = hits.processValues(
                        () -> new RowProcessor(context, counters, RowLayout.HIT),
                        Named.as("dedup-hits"),
                        LEDGER,
                        FAILURES,
                        TASK)
                .merge(
                        reportRows.processValues(
                                () -> new RowProcessor(context, counters, RowLayout.REPORT_ROW),
                                Named.as("dedup-report-rows"),
                                LEDGER,
                                FAILURES,
                                TASK),
                        Named.as("dedup-beacons"));
        KStream<String, SpecificRecord> gathered = CommitHook.beforeCommit(beacons, "dedup-commit")
                .process(() -> new GatheredProcessor(), Named.as("dedup-gathered"), LEDGER, FAILURES, TASK);

        TopologyContext.only(gathered, Failure.class, "dedup-failures-only", "dedup-as-failure")
                .to(context.name(Topics.FAILURES), context.write(Topics.FAILURES));
        TopologyContext.only(gathered, DriverDelta.class, "dedup-deltas-only", "dedup-as-delta")
                .to(
                        context.name(Topics.DRIVER_DELTAS),
                        context.write(Topics.DRIVER_DELTAS, (topic, key, delta, n) -> partitions(delta, n)));
    }

    /** A mark goes to every partition behind, a delta where its key belongs. */
    static Optional<Set<Integer>> partitions(DriverDelta delta, int partitions) {
        return delta.getMark() == null
                ? Optional.empty()
                : Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }
}
