package dev.stopcode.producer.publish;

import dev.stopcode.schemas.serde.AvroSerde;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Avro records in the registry's wire format; bytes as they are, for one producer writes both in one transaction. */
final class RecordSerializer implements Serializer<Object> {

    private final Serializer<IndexedRecord> avro;

    RecordSerializer(Map<String, ?> serdes) {
        avro = AvroSerde.serializer(serdes);
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
