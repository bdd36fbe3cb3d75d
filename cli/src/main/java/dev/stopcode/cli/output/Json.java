package dev.stopcode.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON: records and maps as objects, dates and times as ISO 8601 text, bytes as base64, enums by name.
 */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** An empty object, whose fields stay in the order in which they are put. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** An empty array. */
    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** The value as JSON. */
    public static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode node -> node;
            case IndexedRecord record -> ofRecord(record);
            case Record record -> ofComponents(record);
            case Map<?, ?> map -> ofMap(map);
            case Iterable<?> items -> ofItems(items);
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case byte[] bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes));
            case ByteBuffer bytes -> of(copy(bytes));
            default -> NODES.textNode(value.toString());
        };
    }

    /** Prints on one line. */
    public static void print(PrintWriter out, JsonNode node) {
        out.println(node);
        out.flush();
    }

    /** Prints over several lines, for a result that is one document. */
    public static void printDocument(PrintWriter out, JsonNode node) {
        try {
            out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can always be written", e);
        }
    }

    private static ObjectNode ofRecord(IndexedRecord record) {
        ObjectNode object = object();
        for (Schema.Field field : record.getSchema().getFields()) {
            object.set(field.name(), of(record.get(field.pos())));
        }
        return object;
    }

    private static ObjectNode ofComponents(Record record) {
        ObjectNode object = object();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                object.set(component.getName(), of(component.getAccessor().invoke(record)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a public record can be read", e);
            }
        }
        return object;
    }

    private static ObjectNode ofMap(Map<?, ?> map) {
        ObjectNode object = object();
        map.forEach((key, value) -> object.set(String.valueOf(key), of(value)));
        return object;
    }

    private static ArrayNode ofItems(Iterable<?> items) {
        ArrayNode array = array();
        items.forEach(item -> array.add(of(item)));
        return array;
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
