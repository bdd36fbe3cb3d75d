package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.serde.WireFormat;
import dev.stopcode.streams.runtime.BadRecordException;
import dev.stopcode.streams.runtime.CommitHook;
import dev.stopcode.streams.runtime.HeapStore;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.state.FailureState;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes rows and marks, and announces when something is gathered. */
final class RowProcessor implements FixedKeyProcessor<String, byte[], byte[]> {

    private final TopologyContext topology;
    private final RowCounters counters;
    private final RowCursor cursor = new RowCursor();

    private FixedKeyProcessorContext<String, byte[]> context;
    private Deduplication task;
    private long newestTimestamp;

    @SuppressWarnings("NullAway.Init") // init comes before process
    RowProcessor(TopologyContext topology, RowCounters counters) {
        this.topology = topology;
        this.counters = counters;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, byte[]> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> ledger = context.getStateStore(DedupTopology.LEDGER);
        KeyValueStore<String, FailureState> failures = context.getStateStore(DedupTopology.FAILURES);
        HeapStore<Deduplication> heap = context.getStateStore(DedupTopology.TASK);
        this.task = heap.get(() -> new Deduplication(
                new RowLedger(ledger, topology.config().detection().historyDays()),
                new FailureBook(failures),
                counters,
                context.taskId().partition(),
                topology.hitPartitions()));
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new BadRecordException("a row without a key");
        }
        cursor.read(record.value(), WireFormat.PAYLOAD_OFFSET);
        if (cursor.mark() == null) {
            task.row(record.key(), cursor);
        } else {
            task.mark(cursor);
        }
        newestTimestamp = Math.max(newestTimestamp, record.timestamp());
        if (task.announce()) {
            context.forward(record.withValue(CommitHook.beacon()).withTimestamp(newestTimestamp));
        }
    }
}
