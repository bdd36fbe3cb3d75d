package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads saved rows. */
final class ReplayFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayFiles() {}

    static List<ObjectNode> rows(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> has(file, ".json") || has(file, ".ndjson"))
                    .sorted()
                    .toList();
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (Path file : files) {
            read(file, rows);
        }
        return rows;
    }

    private static boolean has(Path file, String suffix) {
        return file.getFileName().toString().endsWith(suffix);
    }

    /** Values that follow one another, of which each is a page, an array of rows or a row. */
    private static void read(Path file, List<ObjectNode> to) throws IOException {
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                JsonNode rows = value.path("Value").isArray() ? value.path("Value") : value;
                for (JsonNode row : rows.isArray() ? rows : List.of(rows)) {
                    if (row instanceof ObjectNode object) {
                        to.add(object);
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + ", line " + e.getLocation().getLineNr() + ", is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
