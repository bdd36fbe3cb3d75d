package dev.stopcode.connect;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Makes of a record's value one line of JSON, for sinks that take text; a deletion stays one. */
public final class ValueToJson<R extends ConnectRecord<R>> extends ValueTransformation<R> {

    @Override
    SchemaAndValue value(R record) {
        return new SchemaAndValue(Schema.STRING_SCHEMA, ConnectJson.text(record.valueSchema(), record.value()));
    }
}
