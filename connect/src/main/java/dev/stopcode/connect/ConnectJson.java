package dev.stopcode.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Connect's values as JSON for people and programs that know no schema: dates and times as ISO 8601 writes them. */
final class ConnectJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();

    private ConnectJson() {}

    /** On one line. */
    static String text(Schema schema, Object value) {
        try {
            return JSON.writeValueAsString(node(schema, value));
        } catch (JsonProcessingException e) {
            throw new DataException("A record cannot be written as JSON", e);
        }
    }

    /** The text with U+FFFD for U+0000, which databases take in no text, not even in JSON. */
    static String withoutNull(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static JsonNode node(Schema schema, @Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof java.util.Date date) {
            return NODES.textNode(iso(schema, date.toInstant()));
        }
        return switch (schema.type()) {
            case STRING -> NODES.textNode(withoutNull(value.toString()));
            case STRUCT -> object((Struct) value);
            case ARRAY -> array(schema.valueSchema(), (Collection<?>) value);
            case MAP -> object(schema.valueSchema(), (Map<?, ?>) value);
            default -> JSON.valueToTree(value);
        };
    }

    private static String iso(Schema schema, Instant time) {
        if (Date.LOGICAL_NAME.equals(schema.name())) {
            return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
        }
        if (Timestamp.LOGICAL_NAME.equals(schema.name())) {
            return time.toString();
        }
        throw new DataException("Not known as JSON: " + schema.name());
    }

    private static ObjectNode object(Struct struct) {
        ObjectNode object = NODES.objectNode();
        for (Field field : struct.schema().fields()) {
            object.set(field.name(), node(field.schema(), struct.get(field)));
        }
        return object;
    }

    private static ObjectNode object(Schema values, Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), node(values, value)));
        return object;
    }

    private static ArrayNode array(Schema items, Collection<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(node(items, value)));
        return array;
    }
}
