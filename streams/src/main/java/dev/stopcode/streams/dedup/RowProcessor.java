package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.WireFormat;
import dev.stopcode.streams.row.RowCursor;
import dev.stopcode.streams.row.RowLayout;
import dev.stopcode.streams.runtime.BadRecordException;
import dev.stopcode.streams.runtime.CommitHook;
import dev.stopcode.streams.runtime.HeapStore;
import dev.stopcode.streams.runtime.Housekeeping;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.state.FailureState;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes rows and marks of one kind, and announces when something is gathered. */
final class RowProcessor implements FixedKeyProcessor<String, byte[], byte[]> {

    /** Rows with personal data are forgotten when they have been held for so many days. */
    private static final int PERSONAL_DAYS = (int) Topics.PERSONAL.toDays();

    /** The ledger knows rows for so many days longer than a harvest may reach back. */
    private static final int LEDGER_SLACK_DAYS = 28;

    private final TopologyContext topology;
    private final RowCounters counters;
    private final RowLayout layout;
    private final RowCursor cursor;

    private FixedKeyProcessorContext<String, byte[]> context;
    private Deduplication task;
    private long newestTimestamp;

    @SuppressWarnings("NullAway.Init") // init comes before process
    RowProcessor(TopologyContext topology, RowCounters counters, RowLayout layout) {
        this.topology = topology;
        this.counters = counters;
        this.layout = layout;
        this.cursor = new RowCursor(layout);
    }

    @Override
    public void init(FixedKeyProcessorContext<String, byte[]> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> ledger = context.getStateStore(DedupTopology.LEDGER);
        KeyValueStore<String, FailureState> failures = context.getStateStore(DedupTopology.FAILURES);
        HeapStore<Deduplication> heap = context.getStateStore(DedupTopology.TASK);
        this.task = heap.get(() -> new Deduplication(
                new RowLedger(ledger, topology.config().harvest().backfillDays() + LEDGER_SLACK_DAYS),
                new FailureBook(failures),
                counters,
                context.taskId().partition(),
                topology.hitPartitions()));
        if (layout.isPersonal()) {
            Housekeeping.schedule(context, now -> task.closeBegunUntil(dayOf(now) - PERSONAL_DAYS));
        }
    }

    private static int dayOf(long timestamp) {
        return (int) TimeUnit.MILLISECONDS.toDays(timestamp);
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new BadRecordException("a row without a key");
        }
        cursor.read(record.value(), WireFormat.PAYLOAD_OFFSET);
        if (cursor.mark() == null) {
            int personalSince = layout.isPersonal() ? dayOf(record.timestamp()) : Deduplication.NOT_PERSONAL;
            task.row(record.key(), cursor, personalSince);
        } else {
            task.mark(cursor);
        }
        newestTimestamp = Math.max(newestTimestamp, record.timestamp());
        if (task.announce()) {
            context.forward(record.withValue(CommitHook.beacon()).withTimestamp(newestTimestamp));
        }
    }
}
