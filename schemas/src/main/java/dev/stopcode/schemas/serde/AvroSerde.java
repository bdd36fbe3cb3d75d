package dev.stopcode.schemas.serde;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} with the same settings, or what {@code avro.serializer} and
 * {@code avro.deserializer} name in their place.
 */
public final class AvroSerde<T extends IndexedRecord> implements Serde<T> {

    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;

    /** With Stopcode's own classes, to be configured. */
    public AvroSerde() {
        this(new AvroSerializer<>(), new AvroDeserializer<>());
    }

    private AvroSerde(Serializer<T> serializer, Deserializer<T> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    /**
     * A serializer of values of any type, configured and ready.
     *
     * @throws org.apache.kafka.common.config.ConfigException for settings that are unsupported, wrong or contradictory
     */
    public static <T extends IndexedRecord> Serializer<T> serializer(Map<String, ?> settings) {
        Serializer<T> serializer = new SerdeConfig(settings).serializer();
        serializer.configure(SerdeConfig.withDefaults(settings), false);
        return serializer;
    }

    /**
     * A serde of values that are read as {@code type}, configured and ready.
     *
     * @throws org.apache.kafka.common.config.ConfigException for settings that are unsupported, wrong or contradictory
     */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, Map<String, ?> settings) {
        Map<String, Object> all = SerdeConfig.withDefaults(settings);
        all.put(SerdeKeys.SPECIFIC_READER, true);
        all.put(SerdeKeys.SPECIFIC_VALUE_TYPE, type);
        TrustedRecords.trust(type);
        SerdeConfig config = new SerdeConfig(all);
        AvroSerde<T> serde = new AvroSerde<>(config.serializer(), config.deserializer());
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
