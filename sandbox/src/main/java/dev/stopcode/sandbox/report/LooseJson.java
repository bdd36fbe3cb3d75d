package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** Reads what clients send: names in any capitalisation, numbers as numbers or as text. */
final class LooseJson {

    private LooseJson() {}

    static JsonNode field(JsonNode object, String name) {
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .<JsonNode>map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The text of a value, empty where there is none. */
    static String text(JsonNode object, String name) {
        return field(object, name).asText("").strip();
    }
}
