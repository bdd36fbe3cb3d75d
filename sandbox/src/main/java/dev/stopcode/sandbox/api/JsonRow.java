package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row that is served as it stands. */
record JsonRow(LocalDate day, ObjectNode json) implements ServedRow {

    @Override
    public @Nullable String text(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    @Override
    public double eventCount() {
        return json.path("eventCount").asDouble();
    }

    @Override
    public void writeTo(JsonGenerator generator) throws IOException {
        generator.writeTree(json);
    }
}
