package dev.stopcode.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records, generated or generic, in the registry's wire format. The registry is asked once for each schema
 * of a topic. Safe for use by several threads.
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {

    private static final int LARGE = 1 << 20;

    private final Map<Written, Target> targets = new ConcurrentHashMap<>();
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private @Nullable TargetResolver resolver;
    private volatile @Nullable Recent recent;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        resolver = new TargetResolver(new SerdeConfig(settings), isKey);
    }

    /**
     * @return null for null
     * @throws SerializationException if the record does not fit its schema, or the registry does not know the schema
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        Target target = target(topic, record);
        Scratch mine = scratch.get();
        try {
            return mine.write(target, record);
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            scratch.remove(); // the encoder still holds the first part of the record
            throw new SerializationException(
                    "A record does not fit its schema " + record.getSchema().getFullName() + " for topic " + topic, e);
        } finally {
            if (mine.size() > LARGE) {
                scratch.remove();
            }
        }
    }

    @Override
    public void close() {
        if (resolver != null) {
            resolver.close();
        }
    }

    /** Most records are of the schema and topic of the one before, so that two comparisons of references do. */
    private Target target(String topic, IndexedRecord record) {
        Schema schema = record.getSchema();
        Recent last = recent;
        if (last != null && last.schema.equals(schema) && last.topic.equals(topic)) {
            return last.target;
        }
        TargetResolver configured =
                Objects.requireNonNull(resolver, "configure the serializer before its first record");
        Target target =
                targets.computeIfAbsent(new Written(topic, schema), unseen -> configured.resolve(topic, record));
        recent = new Recent(topic, schema, target);
        return target;
    }

    private record Written(String topic, Schema schema) {}

    private record Recent(String topic, Schema schema, Target target) {}

    /** What one thread writes with. */
    private static final class Scratch extends ByteArrayOutputStream {
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(this, null);

        byte[] write(Target target, IndexedRecord record) throws IOException {
            reset();
            write(WireFormat.MAGIC);
            writeBytes(target.id());
            target.writer().write(record, encoder);
            encoder.flush();
            return toByteArray();
        }
    }
}
