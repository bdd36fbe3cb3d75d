package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes a page in the vendor's shape. */
final class PageWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BYTES_PER_ROW = 640;

    private PageWriter() {}

    static byte[] write(Iterable<ServedRow> rows, int size, @Nullable String nextLink, @Nullable Integer total) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + size * BYTES_PER_ROW);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Value");
            for (ServedRow row : rows) {
                row.writeTo(json);
            }
            json.writeEndArray();
            if (nextLink != null) {
                json.writeStringField("@nextLink", nextLink);
            }
            if (total != null) {
                json.writeNumberField("TotalCount", total);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
