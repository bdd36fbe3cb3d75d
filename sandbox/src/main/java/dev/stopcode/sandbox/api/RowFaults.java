package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.stopcode.sandbox.report.FileFormat;
import dev.stopcode.sandbox.report.RowShape;
import dev.stopcode.sandbox.world.FailureHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What faults make of the rows of pages and of files. */
final class RowFaults {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Faults faults;

    RowFaults(Faults faults) {
        this.faults = faults;
    }

    /** The rows of an answer as they are to be served. */
    Rows apply(Rows rows, String path, Query query) {
        Rows served = rows;
        int middle = rows.total() / 2;
        boolean malformed = rows.total() > 0
                && faults.strike(Fault.MalformedRow.class, path, fault -> query.covers(fault.day()))
                        .isPresent();
        if (malformed) {
            served = served.with(malformed(rows.slice(middle, 1).getFirst()), middle);
        }
        if (rows.total() > 0 && faults.strike(Fault.DuplicateRow.class, path).isPresent()) {
            served = served.with(rows.slice(middle, 1).getFirst(), middle);
        }
        RowShape shape = shape(path);
        boolean iso = faults.strike(Fault.IsoTimes.class, path).isPresent();
        return shape.equals(RowShape.PLAIN) && !iso ? served : served.map(row -> shaped(row, shape, iso));
    }

    /** The hash that a client means. */
    String meant(String failureHash, String path) {
        return faults.strike(Fault.PlaceholderHashes.class, path).isPresent()
                ? FailureHash.placeholder(failureHash)
                : failureHash;
    }

    /** How a file is to be written. */
    FileFormat format(String path) {
        return new FileFormat(
                of(Fault.ReportFile.class, path, Fault.ReportFile::quirk),
                shape(path),
                faults.strike(Fault.DuplicateRow.class, path).isPresent(),
                of(Fault.MalformedRow.class, path, Fault.MalformedRow::day));
    }

    private RowShape shape(String path) {
        return new RowShape(
                of(Fault.NullField.class, path, fault -> lower(fault.field())),
                of(Fault.MissingField.class, path, fault -> lower(fault.field())),
                faults.strike(Fault.PlaceholderHashes.class, path).isPresent());
    }

    private <F extends Fault, T> Set<T> of(Class<F> kind, String path, Function<F, T> setting) {
        return faults.strikeAll(kind, path).stream().map(setting).collect(Collectors.toSet());
    }

    private static ServedRow malformed(ServedRow row) {
        ObjectNode json = json(row);
        return new JsonRow(row.day(), json.put(json.has("eventCount") ? "eventCount" : "date", "abc"));
    }

    private static ServedRow shaped(ServedRow row, RowShape shape, boolean iso) {
        ObjectNode json = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : json(row).properties()) {
            String name = lower(field.getKey());
            if (!shape.missing().contains(name)) {
                json.set(
                        field.getKey(),
                        shape.nulls().contains(name) ? json.nullNode() : shaped(name, field.getValue(), shape, iso));
            }
        }
        return new JsonRow(row.day(), json);
    }

    private static JsonNode shaped(String name, JsonNode value, RowShape shape, boolean iso) {
        if (name.equals("failurehash") && shape.placeholderHashes() && value.isTextual()) {
            return TextNode.valueOf(FailureHash.placeholder(value.asText()));
        }
        return iso && name.equals("cabexpirationtime") && value.isTextual()
                ? TextNode.valueOf(value.asText().replace(' ', 'T') + "Z")
                : value;
    }

    private static ObjectNode json(ServedRow row) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            row.writeTo(buffer);
            return JSON.readTree(buffer.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
