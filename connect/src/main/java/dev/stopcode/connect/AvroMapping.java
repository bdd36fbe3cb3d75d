package dev.stopcode.connect;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Avro's types as Connect's, as Confluent's converter maps them: records, arrays, maps, enums as strings, unions of null
 * and one type as optional, date and timestamp-millis. Other types are refused by name. Safe for use by several threads.
 */
final class AvroMapping {

    private final Map<Schema, org.apache.kafka.connect.data.Schema> schemas = new ConcurrentHashMap<>();

    SchemaAndValue toConnect(GenericRecord avro) {
        org.apache.kafka.connect.data.Schema schema = schemas.computeIfAbsent(avro.getSchema(), AvroMapping::schema);
        return new SchemaAndValue(schema, struct(schema, avro));
    }

    /** @throws DataException for a type that Connect does not have, or that is not mapped */
    static org.apache.kafka.connect.data.Schema schema(Schema avro) {
        return schema(avro, new ArrayList<>());
    }

    /** @param path full names of the records that are being mapped */
    private static org.apache.kafka.connect.data.Schema schema(Schema avro, List<String> path) {
        return avro.getType() == Schema.Type.UNION
                ? builder(onlyType(avro), path).optional().build()
                : builder(avro, path).build();
    }

    private static SchemaBuilder builder(Schema avro, List<String> path) {
        LogicalType logical = avro.getLogicalType();
        if (logical != null) {
            return switch (logical.getName()) {
                case "date" -> org.apache.kafka.connect.data.Date.builder();
                case "timestamp-millis" -> Timestamp.builder();
                default -> throw unsupported("logical type " + logical.getName());
            };
        }
        return switch (avro.getType()) {
            case BOOLEAN -> SchemaBuilder.bool();
            case INT -> SchemaBuilder.int32();
            case LONG -> SchemaBuilder.int64();
            case FLOAT -> SchemaBuilder.float32();
            case DOUBLE -> SchemaBuilder.float64();
            case BYTES -> SchemaBuilder.bytes();
            case STRING, ENUM -> SchemaBuilder.string();
            case ARRAY -> SchemaBuilder.array(schema(avro.getElementType(), path));
            case MAP -> SchemaBuilder.map(SchemaBuilder.STRING_SCHEMA, schema(avro.getValueType(), path));
            case RECORD -> record(avro, path);
            default -> throw unsupported("type " + avro.getType().getName());
        };
    }

    private static SchemaBuilder record(Schema avro, List<String> path) {
        if (path.contains(avro.getFullName())) {
            throw unsupported("record within itself, " + avro.getFullName() + ",");
        }
        path.add(avro.getFullName());
        SchemaBuilder builder = SchemaBuilder.struct().name(avro.getFullName());
        avro.getFields().forEach(field -> builder.field(field.name(), schema(field.schema(), path)));
        path.removeLast();
        return builder;
    }

    private static Schema onlyType(Schema union) {
        List<Schema> types = union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        if (types.size() != 1 || !union.isNullable()) {
            throw unsupported("union " + union);
        }
        return types.getFirst();
    }

    private static DataException unsupported(String what) {
        return new DataException("The Avro " + what + " is not supported by " + AvroConverter.class.getName()
                + "; Confluent's AvroConverter may know it.");
    }

    private static Struct struct(org.apache.kafka.connect.data.Schema schema, IndexedRecord avro) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, value(field.schema(), avro.get(field.index())));
        }
        return struct;
    }

    private static @Nullable Object value(org.apache.kafka.connect.data.Schema schema, @Nullable Object avro) {
        if (avro == null) {
            return null;
        }
        if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name())) {
            return Date.from(Instant.EPOCH.plus((Integer) avro, ChronoUnit.DAYS));
        }
        if (Timestamp.LOGICAL_NAME.equals(schema.name())) {
            return Date.from(Instant.ofEpochMilli((Long) avro));
        }
        return switch (schema.type()) {
            case STRING -> avro.toString();
            case BYTES -> ((ByteBuffer) avro).duplicate();
            case ARRAY ->
                ((Collection<?>) avro)
                        .stream().map(item -> value(schema.valueSchema(), item)).toList();
            case MAP -> map(schema.valueSchema(), (Map<?, ?>) avro);
            case STRUCT -> struct(schema, (IndexedRecord) avro);
            default -> avro;
        };
    }

    private static Map<String, @Nullable Object> map(org.apache.kafka.connect.data.Schema values, Map<?, ?> avro) {
        Map<String, @Nullable Object> map = new HashMap<>();
        avro.forEach((key, value) -> map.put(String.valueOf(key), value(values, value)));
        return map;
    }
}
