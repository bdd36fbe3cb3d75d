package dev.stopcode.schemas.serde;

import dev.stopcode.schemas.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the registry's wire format: the schema that a record was written with is resolved to the generated class, or
 * the record becomes a {@code GenericRecord} of the written schema where {@code specific.avro.reader} is off.
 * The registry is asked once for each id. Safe for use by several threads.
 */
public final class AvroDeserializer<T extends IndexedRecord> implements Deserializer<T> {

    private final Map<Integer, Source<T>> sources = new ConcurrentHashMap<>();
    private final ThreadLocal<BinaryDecoder> decoders =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));
    private @Nullable SchemaRegistry registry;
    private boolean specific;
    private @Nullable Class<? extends SpecificRecord> type;
    private volatile @Nullable Source<T> recent;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        SerdeConfig config = new SerdeConfig(settings);
        registry = config.registry();
        specific = config.getBoolean(SerdeKeys.SPECIFIC_READER);
        type = config.readerType(isKey);
        TrustedRecords.trust(type == null ? Topics.class : type);
    }

    /**
     * @return null for null
     * @throws SerializationException if the bytes are not in the wire format or do not fit the schema, or if the
     *     registry cannot say what the schema is
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        int id = WireFormat.schemaId(bytes);
        try {
            BinaryDecoder decoder = DecoderFactory.get()
                    .binaryDecoder(
                            bytes, WireFormat.PAYLOAD_OFFSET, bytes.length - WireFormat.PAYLOAD_OFFSET, decoders.get());
            return source(id).reader.read(null, decoder);
        } catch (SchemaRegistryException e) {
            throw new SerializationException("No schema for id " + id + " of a record in topic " + topic, e);
        } catch (IOException | AvroRuntimeException | ClassCastException | IndexOutOfBoundsException e) {
            throw new SerializationException(
                    "A record in topic " + topic + " does not fit its schema (id " + id + ")", e);
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }

    private Source<T> source(int id) {
        Source<T> last = recent;
        if (last != null && last.id == id) {
            return last;
        }
        SchemaRegistry configured =
                Objects.requireNonNull(registry, "configure the deserializer before its first record");
        Source<T> source = sources.computeIfAbsent(id, unread -> new Source<>(unread, reader(configured.byId(unread))));
        recent = source;
        return source;
    }

    private DatumReader<T> reader(Schema written) {
        if (!specific) {
            return new GenericDatumReader<>(written);
        }
        Schema read = type == null ? generated(written) : SpecificData.get().getSchema(type);
        return new SpecificDatumReader<>(written, read, SpecificData.getForSchema(read));
    }

    /** The schema of the class that the written schema names. */
    private static Schema generated(Schema written) {
        Class<?> named = SpecificData.get().getClass(written);
        if (named == null || !SpecificRecord.class.isAssignableFrom(named)) {
            throw new SerializationException("There is no generated class " + written.getFullName());
        }
        return SpecificData.get().getSchema(named);
    }

    private record Source<T>(int id, DatumReader<T> reader) {}
}
