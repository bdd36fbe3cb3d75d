package dev.stopcode.devcenter.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What was saved as a row.
 *
 * @param line the line of the file that it begins on, from 1
 * @param json an object, unless the file has something else where a row should be
 */
public record SavedRow(long line, JsonNode json) {

    private static final int SHOWN = 1000;
    private static final String MASK = "***";

    /** Whether a field is there, be it null. */
    public boolean has(Field field) {
        return json.properties().stream().anyMatch(property -> Field.named(property.getKey()) == field);
    }

    /** Whether it is a single event, which has fields for a device and a dump; any other row is a count. */
    public boolean isEvent() {
        return has(Field.CAB_ID_HASH) || has(Field.CLIENT_DEVICE_ID);
    }

    /** The row of a method, read as in the method's own answer. */
    public <R> R read(RowFormat<R> format) throws UnreadableRow {
        if (!json.isObject()) {
            throw new UnreadableRow("row", "not an object");
        }
        Row row = new Row();
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            Field field = Field.named(property.getKey());
            if (field != null && property.getValue().isContainerNode()) {
                row.setNested(field);
            } else if (field != null && !property.getValue().isNull()) {
                row.set(field, property.getValue().asText());
            }
        }
        row.check();
        return format.read(row);
    }

    /**
     * The row for whoever has to find out what is wrong with it: the device, links and what is not read as
     * {@code ***}. What is no object shows an {@code x} for each letter and digit.
     */
    public String masked() {
        if (!(json instanceof ObjectNode object)) {
            String text = json.toString();
            return text.substring(0, Math.min(text.length(), SHOWN)).replaceAll("[\\p{L}\\p{N}]", "x");
        }
        ObjectNode masked = object.objectNode();
        object.properties().forEach(property -> {
            if (isShown(property.getKey(), property.getValue())) {
                masked.set(property.getKey(), property.getValue());
            } else {
                masked.put(property.getKey(), MASK);
            }
        });
        return masked.toString();
    }

    private static boolean isShown(String name, JsonNode value) {
        Field field = Field.named(name);
        boolean mayBePersonal =
                field == null || field == Field.CLIENT_DEVICE_ID || field == Field.CAB_URL || value.isContainerNode();
        return value.isNull() || !mayBePersonal;
    }
}
