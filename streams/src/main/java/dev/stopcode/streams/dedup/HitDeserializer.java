package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Hands a {@link FailureHit} through as its bytes, for a {@link RowCursor} to read from {@link WireFormat#PAYLOAD_OFFSET}
 * on. A row written with a schema that the cursor does not understand is decoded and encoded anew; bytes that are no row
 * fail here, where the topology still knows the record that they came in.
 */
final class HitDeserializer implements Deserializer<byte[]> {

    private static final Schema CURRENT = FailureHit.getClassSchema();

    private final SchemaRegistry registry;
    // all stream threads share the deserializer
    private final Map<Integer, Schema> writers = new ConcurrentHashMap<>();
    private final ThreadLocal<RowCursor> probes = ThreadLocal.withInitial(RowCursor::new);
    private volatile int understood = -1;

    HitDeserializer(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        int id = WireFormat.schemaId(bytes);
        byte[] row = id == understood || understands(id) ? bytes : anew(bytes, writer(id));
        try {
            probes.get().read(row, WireFormat.PAYLOAD_OFFSET);
        } catch (IndexOutOfBoundsException e) {
            throw new SerializationException("row is cut off", e);
        }
        return row;
    }

    private boolean understands(int id) {
        boolean understands = RowCursor.understands(writer(id));
        if (understands) {
            understood = id;
        }
        return understands;
    }

    private Schema writer(int id) {
        return writers.computeIfAbsent(id, registry::byId);
    }

    private static byte[] anew(byte[] bytes, Schema writer) {
        try {
            FailureHit hit = new SpecificDatumReader<FailureHit>(writer, CURRENT)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            bytes,
                                            WireFormat.PAYLOAD_OFFSET,
                                            bytes.length - WireFormat.PAYLOAD_OFFSET,
                                            null));
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
            out.write(bytes, 0, WireFormat.PAYLOAD_OFFSET);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<FailureHit>(CURRENT).write(hit, encoder);
            return out.toByteArray();
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("row does not fit its schema", e);
        }
    }
}
