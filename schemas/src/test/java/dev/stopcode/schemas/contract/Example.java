package dev.stopcode.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.schemas.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * One record of a topic as {@code stopcode topics read -o json} printed it, after {@code stopcode up} over the simulated
 * world.
 */
record Example(JsonNode json) {

    private static final Path ALL = Path.of("src/test/resources/examples.ndjson");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Example of(Topic<?> topic) throws IOException {
        for (String line : Files.readAllLines(ALL)) {
            JsonNode json = MAPPER.readTree(line);
            if (json.get("topic").asText().equals(topic.baseName())) {
                return new Example(json);
            }
        }
        throw new IllegalStateException("no line for topic " + topic.baseName() + " in " + ALL);
    }

    /**
     * The value, by its schema.
     *
     * @throws IllegalArgumentException if it lacks a field, or has one that the schema does not know
     */
    GenericData.Record value(Schema schema) {
        return record(json.get("value"), schema);
    }

    private static GenericData.Record record(JsonNode json, Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        List<String> unknown = new ArrayList<>();
        json.fieldNames().forEachRemaining(unknown::add);
        for (Schema.Field field : schema.getFields()) {
            if (!unknown.remove(field.name())) {
                throw new IllegalArgumentException(ALL + ": " + schema.getName() + " lacks " + field.name()
                        + "; add it as Stopcode would write it");
            }
            record.put(field.pos(), datum(json.get(field.name()), field.schema()));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(ALL + ": " + schema.getName() + " has no fields " + unknown);
        }
        return record;
    }

    private static Object datum(JsonNode json, Schema schema) {
        return switch (schema.getType()) {
            case UNION -> json.isNull() ? null : datum(json, notNull(schema));
            case RECORD -> record(json, schema);
            case ARRAY -> array(json, schema);
            case MAP -> map(json, schema);
            case ENUM -> new GenericData.EnumSymbol(schema, json.textValue());
            case BYTES -> ByteBuffer.wrap(Base64.getDecoder().decode(json.textValue()));
            case INT -> isDate(schema) ? (int) LocalDate.parse(json.textValue()).toEpochDay() : json.intValue();
            case LONG -> json.isTextual() ? Instant.parse(json.textValue()).toEpochMilli() : json.longValue();
            case DOUBLE -> Double.valueOf(json.asText());
            case BOOLEAN -> json.booleanValue();
            case STRING -> json.textValue();
            default -> throw new IllegalArgumentException("a field of type " + schema.getType());
        };
    }

    private static boolean isDate(Schema schema) {
        return schema.getLogicalType() != null;
    }

    static Schema notNull(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> array(JsonNode json, Schema schema) {
        List<Object> items = new ArrayList<>();
        json.forEach(item -> items.add(datum(item, schema.getElementType())));
        return items;
    }

    private static Map<String, Object> map(JsonNode json, Schema schema) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), datum(entry.getValue(), schema.getValueType())));
        return map;
    }
}
