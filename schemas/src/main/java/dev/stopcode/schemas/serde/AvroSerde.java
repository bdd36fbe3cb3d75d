package dev.stopcode.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link AvroSerializer} and {@link AvroDeserializer} with the same settings. */
public final class AvroSerde<T extends IndexedRecord> implements Serde<T> {

    private final AvroSerializer<T> serializer = new AvroSerializer<>();
    private final AvroDeserializer<T> deserializer = new AvroDeserializer<>();

    /** A serde of values that are read as {@code type}, configured and ready. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(SerdeKeys.SPECIFIC_READER, true);
        all.put(SerdeKeys.SPECIFIC_VALUE_TYPE, type);
        AvroSerde<T> serde = new AvroSerde<>();
        serde.configure(all, false);
        return serde;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        serializer.configure(settings, isKey);
        deserializer.configure(settings, isKey);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
