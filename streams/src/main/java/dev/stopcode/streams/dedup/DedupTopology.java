package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.runtime.CommitHook;
import dev.stopcode.streams.runtime.HeapStore;
import dev.stopcode.streams.runtime.StateSerde;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.state.FailureState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The first sub-topology, keyed by failureHash: {@code failure-hits} in, {@code failures} and {@code driver-deltas} out.
 *
 * <p>Two processors share a task's {@link Deduplication}: one takes rows and marks, the other writes what was gathered
 * right before each commit (see {@link CommitHook}).
 */
public final class DedupTopology {

    static final String LEDGER = "dedup-ledger";
    static final String FAILURES = "dedup-failures";
    static final String TASK = "dedup-task";

    private DedupTopology() {}

    /** Adds the sub-topology. */
    public static void addTo(StreamsBuilder builder, TopologyContext context) {
        builder.addStateStore(context.store(LEDGER, Serdes.Bytes(), Serdes.ByteArray()));
        builder.addStateStore(context.store(FAILURES, Serdes.String(), StateSerde.of(FailureState.class)));
        builder.addStateStore(HeapStore.<Deduplication>builder(TASK));

        RowCounters counters = new RowCounters(context.meters());
        KStream<String, byte[]> rows = context.read(
                builder,
                Topics.FAILURE_HITS,
                Serdes.serdeFrom(Serdes.ByteArray().serializer(), new HitDeserializer(context.registry())));
        KStream<String, byte[]> beacons = rows.processValues(
                () -> new RowProcessor(context, counters), Named.as("dedup-rows"), LEDGER, FAILURES, TASK);
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
