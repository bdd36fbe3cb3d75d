package dev.stopcode.cli.imports;

import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported, and how.
 *
 * @param files in the order in which they are read
 * @param source id of the source of counts of a day
 * @param counting whether the rows count, null to decide by what else counts
 * @param complete whether the files show all there is of their days
 * @param dryRun whether nothing is to be written
 */
public record ImportRequest(
        List<Path> files, String source, @Nullable Boolean counting, boolean complete, boolean dryRun) {

    public ImportRequest {
        files = List.copyOf(files);
    }

    /** Id of the source of single events: no source that is configured can have it. */
    public String sourceOfEvents() {
        return source + ".events";
    }

    /** The files that paths name: of a directory, all that are in it and not hidden, by their names. */
    public static List<Path> expand(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(filesIn(path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> filesIn(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(entry -> Files.isRegularFile(entry)
                            && !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw UserError.usage(directory + " has no files to import; directories in it are not looked into.");
            }
            return files;
        } catch (IOException e) {
            throw UserError.usage(directory + ": " + FailureReport.reason(e));
        }
    }
}
