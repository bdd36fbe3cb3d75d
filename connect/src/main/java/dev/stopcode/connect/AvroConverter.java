package dev.stopcode.connect;

import dev.stopcode.schemas.serde.AvroDeserializer;
import dev.stopcode.schemas.serde.SchemaRegistryException;
import dev.stopcode.schemas.serde.SerdeKeys;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Avro records in Confluent's wire format as Connect's structs, for sinks; it does not write. The settings are those of
 * Confluent's converter, as far as they tell of the registry.
 */
public final class AvroConverter implements Converter {

    private final AvroDeserializer<GenericRecord> deserializer = new AvroDeserializer<>();
    private final AvroMapping mapping = new AvroMapping();

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        Map<String, Object> generic = new HashMap<>(settings);
        generic.put(SerdeKeys.SPECIFIC_READER, false);
        deserializer.configure(generic, isKey);
    }

    @Override
    public ConfigDef config() {
        return SerdeKeys.definition();
    }

    @Override
    public String version() {
        return PluginVersion.CURRENT;
    }

    /**
     * @return {@link SchemaAndValue#NULL} for null, which is a deletion
     * @throws RetriableException while the registry does not answer
     * @throws DataException if the bytes are no Avro record in the wire format, or of a type that Connect does not have
     */
    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] bytes) {
        try {
            GenericRecord avro = deserializer.deserialize(topic, bytes);
            return avro == null ? SchemaAndValue.NULL : mapping.toConnect(avro);
        } catch (SerializationException e) {
            if (e.getCause() instanceof SchemaRegistryException registry && registry.isRetryable()) {
                throw new RetriableException(registry.getMessage(), e);
            }
            throw new DataException(e.getMessage(), e);
        }
    }

    /** @throws DataException always, except for null: sources are not served */
    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        throw new DataException(
                AvroConverter.class.getName() + " only reads, for sinks; for sources take Confluent's AvroConverter.");
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
