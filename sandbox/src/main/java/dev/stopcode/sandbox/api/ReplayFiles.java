package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stopcode.devcenter.page.SavedRow;
import dev.stopcode.devcenter.page.SavedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads saved rows. */
final class ReplayFiles {

    private ReplayFiles() {}

    static List<SavedRow> rows(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> has(file, ".json") || has(file, ".ndjson"))
                    .sorted()
                    .toList();
        }
        List<SavedRow> rows = new ArrayList<>();
        for (Path file : files) {
            read(file, rows);
        }
        return rows;
    }

    private static boolean has(Path file, String suffix) {
        return file.getFileName().toString().endsWith(suffix);
    }

    private static void read(Path file, List<SavedRow> to) throws IOException {
        try (SavedRows rows = SavedRows.of(Files.newInputStream(file))) {
            for (SavedRow row = rows.next(); row != null; row = rows.next()) {
                if (row.json().isObject()) {
                    to.add(row);
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + ", line " + e.getLocation().getLineNr() + ", is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
