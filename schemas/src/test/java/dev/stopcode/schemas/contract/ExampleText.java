package dev.stopcode.schemas.contract;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An example for people: of a long list the beginning, of bytes their text. */
final class ExampleText {

    private static final int SHOWN = 2;

    private ExampleText() {}

    static String of(Topic<?> topic) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Example.of(topic).json().properties().forEach(entry -> json.set(entry.getKey(), shortened(entry.getValue())));
        json.remove("topic");
        if (!topic.isAvro()) {
            json.put("value", new String(json.get("value").binaryValue(), StandardCharsets.UTF_8));
        }
        return new ObjectMapper().writer(new DefaultPrettyPrinter()).writeValueAsString(json);
    }

    private static JsonNode shortened(JsonNode json) {
        if (json instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), shortened(entry.getValue())));
            return copy;
        }
        if (json instanceof ArrayNode array && array.size() > SHOWN) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < SHOWN; i++) {
                copy.add(shortened(array.get(i)));
            }
            return copy.add("… " + (array.size() - SHOWN) + " more");
        }
        return json;
    }
}
