package dev.stopcode.producer.publish;

import dev.stopcode.schemas.serde.AvroSerializer;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Avro records in the registry's wire format; bytes as they are, for one producer writes both in one transaction. */
final class RecordSerializer implements Serializer<Object> {

    private final Serializer<IndexedRecord> avro = new AvroSerializer<>();

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        avro.configure(settings, isKey);
    }

    @Override
    public byte[] serialize(String topic, Object value) {
        return value instanceof byte[] bytes ? bytes : avro.serialize(topic, (IndexedRecord) value);
    }

    @Override
    public void close() {
        avro.close();
    }
}
