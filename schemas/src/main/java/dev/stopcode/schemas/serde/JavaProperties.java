package dev.stopcode.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** Takes out of a schema what only says which Java class holds a string. */
public final class JavaProperties {

    private static final String STRING = "avro.java.string";
    private static final ObjectMapper JSON = new ObjectMapper();

    private JavaProperties() {}

    /** The schema as it is registered. */
    public static Schema removedFrom(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            remove(tree);
            return new Schema.Parser().parse(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    private static void remove(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(STRING);
        }
        node.forEach(JavaProperties::remove);
    }
}
