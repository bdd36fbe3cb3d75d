package dev.stopcode.devcenter.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the vendor's short answers and requests. It is read liberally: names of fields and constants in any
 * case, unknown fields skipped, numbers for texts with no digit lost, lists and sets in their order and never null,
 * times as {@link Times} reads them.
 */
public final class VendorJson {

    private static final JsonSetter.Value NEVER_NULL = JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP);

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .withConfigOverride(List.class, list -> list.setSetterInfo(NEVER_NULL))
            .withConfigOverride(Set.class, set -> set.setSetterInfo(NEVER_NULL))
            .addModule(new SimpleModule()
                    .addAbstractTypeMapping(Set.class, LinkedHashSet.class)
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new LiberalInstant()))
            .build();

    private VendorJson() {}

    /** What is embedded as an object, or as a text of JSON; null where that is not of the type. */
    public static <T> @Nullable T embedded(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json.isTextual() ? MAPPER.readTree(json.asText()) : json, type);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static final class LiberalInstant extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        LiberalInstant() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText().strip();
            try {
                return text.isEmpty() ? null : Times.instant(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time");
            }
        }
    }
}
