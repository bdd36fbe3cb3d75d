package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.streams.runtime.HeapStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Right before a commit: writes what was gathered, and sends on what the rest of the topology is to know. */
final class GatheredProcessor implements Processor<String, byte[], String, SpecificRecord> {

    private ProcessorContext<String, SpecificRecord> context;
    private Deduplication task;

    @SuppressWarnings("NullAway.Init") // init comes before process
    GatheredProcessor() {}

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        HeapStore<Deduplication> heap = context.getStateStore(DedupTopology.TASK);
        this.task = heap.get(() -> {
            throw new IllegalStateException("the row processor comes first");
        });
    }

    @Override
    public void process(Record<String, byte[]> beacon) {
        task.write(
                failure ->
                        context.forward(beacon.withKey(failure.getFailureHash()).withValue(failure)),
                delta -> context.forward(beacon.withKey(key(delta)).withValue(delta)));
    }

    private static String key(DriverDelta delta) {
        return delta.getDriverName() == null ? delta.getSource() : delta.getDriverName();
    }
}
