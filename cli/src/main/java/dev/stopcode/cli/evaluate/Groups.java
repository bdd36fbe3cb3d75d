package dev.stopcode.cli.evaluate;

import dev.stopcode.cli.csv.CountFile;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Reads a file by groups of rows that have a name in common and follow each other. */
final class Groups {

    private final CountFile file;
    private final int column;
    private final String columnName;

    /** @param column that holds the name of a row's group */
    Groups(CountFile file, int column, String columnName) {
        this.file = file;
        this.column = column;
        this.columnName = columnName;
    }

    /**
     * Reads to the end and submits each group.
     *
     * @param begin begins the group of a name
     */
    Evaluation.Read read(Function<String, Group> begin, Results results, Evaluation.Watch watch) {
        Set<String> begun = new HashSet<>();
        String name = "";
        Group group = null;
        while (file.next()) {
            if (group == null || !file.text(column).equals(name)) {
                if (group != null) {
                    results.submit(group::judge);
                }
                name = file.text(column);
                if (!begun.add(name)) {
                    throw file.problem(name + " comes again after others: sort the file by " + columnName + ".");
                }
                group = begin.apply(name);
            }
            group.add(file);
            watch.at(file.bytes(), file.rows());
        }
        if (group != null) {
            results.submit(group::judge);
        }
        return new Evaluation.Read(begun.size(), file.rows());
    }
}
