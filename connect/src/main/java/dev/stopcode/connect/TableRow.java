package dev.stopcode.connect;

import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record fit a row of a table: a field that holds a record, an array or a map becomes its JSON, as a string of
 * the semantic type that Debezium's sink puts into JSON columns; U+0000, which PostgreSQL takes in no text, becomes
 * U+FFFD. Deletions stay as they are.
 */
public final class TableRow<R extends ConnectRecord<R>> extends ValueTransformation<R> {

    private static final String JSON = "io.debezium.data.Json";
    private static final int SCHEMAS = 64;

    private final Cache<Schema, Schema> flat = new SynchronizedCache<>(new LRUCache<>(SCHEMAS));

    /** @throws DataException if the value is no record */
    @Override
    SchemaAndValue value(R record) {
        if (!(record.value() instanceof Struct nested)) {
            throw new DataException("A value of topic " + record.topic() + " is no record");
        }
        Schema schema = flat.get(nested.schema());
        if (schema == null) {
            schema = flat(nested.schema());
            flat.put(nested.schema(), schema);
        }
        return new SchemaAndValue(schema, flat(nested, schema));
    }

    private static Schema flat(Schema nested) {
        SchemaBuilder builder = SchemaBuilder.struct().name(nested.name());
        for (Field field : nested.fields()) {
            builder.field(field.name(), isNested(field) ? json(field.schema().isOptional()) : field.schema());
        }
        return builder.build();
    }

    private static Schema json(boolean optional) {
        SchemaBuilder builder = SchemaBuilder.string().name(JSON);
        return (optional ? builder.optional() : builder).build();
    }

    private static Struct flat(Struct nested, Schema schema) {
        Struct struct = new Struct(schema);
        for (Field field : nested.schema().fields()) {
            struct.put(field.name(), flat(field, nested.get(field)));
        }
        return struct;
    }

    private static @Nullable Object flat(Field field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (isNested(field)) {
            return ConnectJson.text(field.schema(), value);
        }
        return value instanceof String text ? ConnectJson.withoutNull(text) : value;
    }

    private static boolean isNested(Field field) {
        return switch (field.schema().type()) {
            case STRUCT, ARRAY, MAP -> true;
            default -> false;
        };
    }
}
