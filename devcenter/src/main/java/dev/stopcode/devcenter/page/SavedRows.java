package dev.stopcode.devcenter.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were saved from the vendor's answers: JSON values one after another, each a page as the API answers it, an
 * array of rows, or one row. Of a page, all but its {@code Value} is skipped. One row is held at a time. For one
 * thread.
 *
 * <p>What is not JSON fails with {@link JsonProcessingException}, which names the line.
 */
public final class SavedRows implements Closeable {

    /** Numbers keep every digit, as in pages that are read from the API itself. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private enum Place {
        BETWEEN_VALUES,
        PAGE,
        ARRAY
    }

    private final JsonParser parser;
    private Place place = Place.BETWEEN_VALUES;

    private SavedRows(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads bytes in any of JSON's encodings. */
    public static SavedRows of(InputStream json) throws IOException {
        return new SavedRows(JSON.createParser(json));
    }

    /** Reads text without a byte order mark. */
    public static SavedRows of(Reader json) throws IOException {
        return new SavedRows(JSON.createParser(json));
    }

    /** A row by its text alone. */
    public static SavedRow parse(String json) {
        try {
            return new SavedRow(1, JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return new SavedRow(1, TextNode.valueOf(json));
        }
    }

    /** The next row, null behind the last. */
    public @Nullable SavedRow next() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (place == Place.BETWEEN_VALUES) {
                SavedRow row = begin(token);
                if (row != null) {
                    return row;
                }
            } else if (token == JsonToken.END_ARRAY) {
                end();
            } else {
                return new SavedRow(line(), parser.readValueAsTree());
            }
        }
        return null;
    }

    /** Begins a value; null if rows are in it. */
    private @Nullable SavedRow begin(JsonToken token) throws IOException {
        if (token == JsonToken.START_ARRAY) {
            place = Place.ARRAY;
            return null;
        }
        long line = line();
        if (token != JsonToken.START_OBJECT) {
            return new SavedRow(line, parser.readValueAsTree());
        }
        ObjectNode row = JSON.createObjectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equalsIgnoreCase("Value")) {
                place = Place.PAGE;
                return null;
            }
            JsonNode value = parser.readValueAsTree();
            row.set(name, value);
        }
        return new SavedRow(line, row);
    }

    private void end() throws IOException {
        while (place == Place.PAGE && parser.nextToken() != JsonToken.END_OBJECT) {
            parser.nextToken();
            parser.skipChildren();
        }
        place = Place.BETWEEN_VALUES;
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
