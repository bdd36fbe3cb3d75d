package dev.stopcode.devcenter.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"Value":[…], "@nextLink":…, "TotalCount":…}} as it streams in. Names are matched in any case and order;
 * unknown ones are skipped with all that is in them. Text that is not JSON, is cut, or is another document fails with
 * {@link NotAPage}.
 */
final class PageParser<R> {

    private static final JsonFactory JSON = new JsonFactory();

    private enum Place {
        BEFORE,
        PAGE,
        ROWS,
        ROW,
        AFTER
    }

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final RowText text = new RowText();
    private final Rows<R> rows;
    private Place place = Place.BEFORE;
    private int skipping;
    /** Bytes of a byte order mark, which the parser swallows without counting them. */
    private long uncounted;

    private String name = "";
    private @Nullable Field field;
    private boolean complete;
    private OptionalLong totalCount = OptionalLong.empty();
    private @Nullable String nextLink;

    PageParser(RowFormat<R> format) {
        this.rows = new Rows<>(format, text);
        try {
            this.parser = JSON.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    /** Takes the next bytes of the answer. */
    void feed(byte[] chunk) {
        text.chunk(chunk);
        try {
            feeder.feedInput(chunk, 0, chunk.length);
            drain();
        } catch (IOException e) {
            throw new NotAPage("not JSON at byte " + offset());
        }
    }

    /** To be called after the last byte. */
    void end() {
        feeder.endOfInput();
        try {
            drain();
        } catch (IOException e) {
            throw new NotAPage("cut at byte " + offset());
        }
        if (!complete) {
            throw new NotAPage("a Value array is missing");
        }
    }

    Rows<R> rows() {
        return rows;
    }

    OptionalLong totalCount() {
        return totalCount;
    }

    @Nullable
    String nextLink() {
        return nextLink;
    }

    private void drain() throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            if (skipping > 0) {
                skip(token);
            } else {
                accept(token);
            }
        }
    }

    private void accept(JsonToken token) throws IOException {
        switch (place) {
            case BEFORE -> begin(token);
            case PAGE -> ofPage(token);
            case ROWS -> ofRows(token);
            case ROW -> ofRow(token);
            case AFTER -> throw new NotAPage("more text after its end at byte " + offset());
        }
    }

    private void begin(JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw new NotAPage("not a JSON object");
        }
        uncounted = text.indexOf('{') + 1 - offset();
        place = Place.PAGE;
    }

    private void ofPage(JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            name = parser.currentName().toLowerCase(Locale.ROOT);
        } else if (token == JsonToken.END_OBJECT) {
            place = Place.AFTER;
        } else if (token == JsonToken.START_ARRAY && name.equals("value")) {
            place = Place.ROWS;
            complete = true;
        } else if (token.isStructStart()) {
            skipping = 1;
        } else if (token != JsonToken.VALUE_NULL) {
            ofPage(parser.getText());
        }
    }

    private void ofPage(String value) {
        if (name.equals("@nextlink")) {
            nextLink = value.isEmpty() ? null : value;
        } else if (name.equals("totalcount")) {
            try {
                totalCount = OptionalLong.of(Counts.parse(value));
            } catch (ArithmeticException | NumberFormatException e) {
                throw new NotAPage("TotalCount is not a whole number of zero or more");
            }
        }
    }

    private void ofRows(JsonToken token) throws IOException {
        if (token == JsonToken.END_ARRAY) {
            place = Place.PAGE;
        } else if (token == JsonToken.START_OBJECT) {
            rows.begin(offset() - 1);
            place = Place.ROW;
        } else if (token == JsonToken.START_ARRAY) {
            rows.begin(offset() - 1);
            skipping = 1;
        } else {
            rows.rejectPlain(token, parser.getText());
        }
    }

    private void ofRow(JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            field = Field.named(parser.currentName());
        } else if (token == JsonToken.END_OBJECT) {
            rows.end(offset());
            place = Place.ROWS;
        } else if (token.isStructStart()) {
            skipping = 1;
            if (field != null) {
                rows.row().setNested(field);
            }
        } else if (field != null && token != JsonToken.VALUE_NULL) {
            rows.row().set(field, parser.getText());
        }
    }

    private void skip(JsonToken token) {
        skipping += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (skipping == 0 && place == Place.ROWS) {
            rows.rejectArray(offset());
        }
    }

    /** How many bytes of the answer precede what follows the last token. */
    private long offset() {
        return parser.currentLocation().getByteOffset() + uncounted;
    }
}
