package dev.stopcode.streams.row;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.WireFormat;
import dev.stopcode.streams.runtime.TopologyContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands a row through as its bytes, for a {@link RowCursor} to read from {@link WireFormat#PAYLOAD_OFFSET} on. A row
 * written with a schema that the cursor does not understand is decoded and encoded anew; bytes that are no row fail
 * here, where the topology still knows the record that they came in.
 */
public final class RowDeserializer<T extends SpecificRecord> implements Deserializer<byte[]> {

    private final RowLayout layout;
    private final Serde<T> rows;
    private final SchemaRegistry registry;
    // all stream threads share the deserializer
    private final Map<Integer, Boolean> understood = new ConcurrentHashMap<>();
    private final ThreadLocal<RowCursor> probes;

    private RowDeserializer(RowLayout layout, Serde<T> rows, SchemaRegistry registry) {
        this.layout = layout;
        this.rows = rows;
        this.registry = registry;
        this.probes = ThreadLocal.withInitial(() -> new RowCursor(layout));
    }

    /**
     * Of rows in one layout.
     *
     * @param rows decodes and encodes those that the cursor does not understand
     * @param registry knows the schemas that rows are written with
     */
    public static <V extends SpecificRecord> RowDeserializer<V> of(
            RowLayout layout, Serde<V> rows, SchemaRegistry registry) {
        return new RowDeserializer<>(layout, rows, registry);
    }

    /** The rows of a topic. */
    public static <V extends SpecificRecord> KStream<String, byte[]> read(
            StreamsBuilder builder, TopologyContext context, Topic<V> topic, RowLayout layout) {
        RowDeserializer<V> deserializer = of(layout, context.serde(topic), context.registry());
        return context.read(builder, topic, Serdes.serdeFrom(Serdes.ByteArray().serializer(), deserializer));
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        byte[] row = understood.computeIfAbsent(WireFormat.schemaId(bytes), id -> layout.understands(registry.byId(id)))
                ? bytes
                : rows.serializer().serialize(topic, rows.deserializer().deserialize(topic, bytes));
        try {
            probes.get().read(row, WireFormat.PAYLOAD_OFFSET);
        } catch (IndexOutOfBoundsException e) {
            throw new SerializationException("row is cut off", e);
        }
        return row;
    }
}
