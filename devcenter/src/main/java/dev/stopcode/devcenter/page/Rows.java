package dev.stopcode.devcenter.page;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.stopcode.devcenter.RejectedRow;
import java.util.ArrayList;
import java.util.List;

/** The rows of a page as they are read; one that cannot be is set aside with its text and does not harm the others. */
final class Rows<R> {

    private static final String NOT_AN_OBJECT = "row: not an object";

    private final RowFormat<R> format;
    private final RowText text;
    private final Row row = new Row();
    private final List<R> read = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();

    Rows(RowFormat<R> format, RowText text) {
        this.format = format;
        this.text = text;
    }

    /** The row being read. */
    Row row() {
        return row;
    }

    List<R> read() {
        return read;
    }

    List<RejectedRow> rejected() {
        return rejected;
    }

    /** A row begins at that byte of the answer. */
    void begin(long offset) {
        row.clear();
        text.begin(offset);
    }

    /** The row ends before that byte. */
    void end(long offset) {
        try {
            row.check();
            read.add(format.read(row));
            text.drop();
        } catch (UnreadableRow e) {
            rejected.add(new RejectedRow(text.end(offset), String.valueOf(e.getMessage())));
        }
    }

    /** What began as a row was an array, which ends before that byte. */
    void rejectArray(long offset) {
        rejected.add(new RejectedRow(text.end(offset), NOT_AN_OBJECT));
    }

    /** A text, number, boolean or null stands where a row should. */
    void rejectPlain(JsonToken token, String value) {
        String json = token == JsonToken.VALUE_STRING
                ? '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"'
                : value;
        rejected.add(new RejectedRow(json, NOT_AN_OBJECT));
    }
}
