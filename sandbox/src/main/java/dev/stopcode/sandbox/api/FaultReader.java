package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads faults from requests and command lines. What cannot be read fails with {@code IllegalArgumentException}. */
final class FaultReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private static final List<String> WHEN = List.of("after", "times", "path");

    private FaultReader() {}

    /** The kinds of faults by their names. */
    static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (JsonSubTypes.Type type :
                Fault.class.getAnnotation(JsonSubTypes.class).value()) {
            kinds.put(type.name(), type.value());
        }
        return kinds;
    }

    /** The settings of a kind, and whether they are required. */
    static Map<String, Boolean> settings(Class<?> kind) {
        Map<String, Boolean> settings = new LinkedHashMap<>();
        for (RecordComponent component : kind.getRecordComponents()) {
            settings.put(component.getName(), !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }
        return settings;
    }

    static Injection parse(String text) {
        try {
            return read(text.startsWith("{") ? JSON.readTree(text) : json(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static ObjectNode json(String text) {
        String[] parts = text.split(",", -1);
        ObjectNode json = JSON.createObjectNode().put("fault", parts[0].strip());
        for (String setting : List.of(parts).subList(1, parts.length)) {
            String[] pair = setting.split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("'" + setting + "' is not of the form setting=value");
            }
            json.put(pair[0].strip(), pair[1].strip());
        }
        return json;
    }

    static Injection read(JsonNode json) {
        String name = json.path("fault").asText();
        Class<?> kind = kinds().get(name);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "there is no '" + name + "', but there are " + String.join(", ", kinds().keySet()));
        }
        ObjectNode settings = json.deepCopy();
        settings.remove(WHEN);
        check(name, settings, settings(kind));
        try {
            Injection injection = Injection.of(JSON.treeToValue(settings, Fault.class));
            return injection
                    .after(count(json, "after", injection.after()))
                    .times(count(json, "times", injection.times()))
                    .on(json.path("path").asText(injection.path()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + ": " + e.getOriginalMessage(), e);
        }
    }

    private static int count(JsonNode json, String setting, int otherwise) {
        String text = json.path(setting).asText(String.valueOf(otherwise));
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(setting + ": '" + text + "' is not a number of requests");
        }
        return Integer.parseInt(text);
    }

    private static void check(String kind, ObjectNode given, Map<String, Boolean> settings) {
        given.fieldNames().forEachRemaining(setting -> {
            if (!setting.equals("fault") && !settings.containsKey(setting)) {
                throw new IllegalArgumentException(kind + ": there is no setting '" + setting + "', but there are "
                        + Stream.concat(settings.keySet().stream(), WHEN.stream())
                                .collect(Collectors.joining(", ")));
            }
        });
        settings.forEach((setting, required) -> {
            if (required && !given.hasNonNull(setting)) {
                throw new IllegalArgumentException(kind + ": the setting '" + setting + "' is missing");
            }
        });
    }
}
