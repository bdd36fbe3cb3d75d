package dev.stopcode.schemas.contract;

import dev.stopcode.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The records and enums of the contract, field by field; each once. */
final class RecordTables {

    private static final String HEAD = "\n| field | type | meaning |\n|---|---|---|\n";

    private final Map<String, Schema> types = new LinkedHashMap<>();

    RecordTables(List<Topic<?>> topics) {
        topics.stream()
                .filter(Topic::isAvro)
                .forEach(topic -> collect(SpecificData.get().getSchema(topic.value())));
    }

    String text() {
        return types.values().stream().map(RecordTables::section).collect(Collectors.joining());
    }

    /** A type, linked to its table. */
    static String link(String name) {
        return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.put(schema.getName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM -> types.put(schema.getName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {
                // holds nothing else
            }
        }
    }

    private static String section(Schema schema) {
        String head = "\n### " + schema.getName() + "\n\n" + schema.getDoc() + "\n";
        return schema.getType() == Schema.Type.ENUM
                ? head + "\nOne of `" + String.join("`, `", schema.getEnumSymbols()) + "`.\n"
                : head + schema.getFields().stream().map(RecordTables::row).collect(Collectors.joining("", HEAD, ""));
    }

    private static String row(Schema.Field field) {
        return "| `" + field.name() + "` | " + type(field.schema()) + " | "
                + field.doc().replace("|", "\\|") + " |\n";
    }

    private static String type(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return logical.getName().replace("timestamp-millis", "timestamp");
        }
        return switch (schema.getType()) {
            case UNION -> type(Example.notNull(schema)) + ", or null";
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map to " + type(schema.getValueType());
            case RECORD, ENUM -> link(schema.getName());
            default -> Objects.requireNonNull(schema.getType().getName());
        };
    }
}
