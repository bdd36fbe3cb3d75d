package dev.stopcode.connect;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.transforms.Transformation;

/** Changes a record's value and nothing else, without settings; a deletion stays one. */
abstract class ValueTransformation<R extends ConnectRecord<R>> implements Transformation<R> {

    /** What the record, which has a value, is to have in its place. */
    abstract SchemaAndValue value(R record);

    @Override
    public final R apply(R record) {
        if (record.value() == null) {
            return record;
        }
        SchemaAndValue value = value(record);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                value.schema(),
                value.value(),
                record.timestamp());
    }

    @Override
    public final void configure(Map<String, ?> settings) {}

    @Override
    public final ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public final String version() {
        return PluginVersion.CURRENT;
    }

    @Override
    public final void close() {}
}
