package dev.stopcode.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Text;
import dev.stopcode.schemas.DriverInstalls;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file of installs holds. */
public final class InstallsSummary {

    private final Path file;
    private final boolean dryRun;
    private final Set<String> drivers = new HashSet<>();
    private final Set<String> versions = new HashSet<>();
    private long rows;
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;

    InstallsSummary(Path file, boolean dryRun) {
        this.file = file;
        this.dryRun = dryRun;
    }

    void add(DriverInstalls installs) {
        rows++;
        drivers.add(installs.getDriverName());
        versions.add(installs.getDriverName() + '|' + installs.getDriverVersion());
        LocalDate date = installs.getDate();
        from = from == null || date.isBefore(from) ? date : from;
        to = to == null || date.isAfter(to) ? date : to;
    }

    /** As one object. */
    public ObjectNode toJson() {
        return Json.object()
                .put("file", file.toString())
                .put("rows", rows)
                .put("drivers", drivers.size())
                .put("versions", versions.size())
                .put("from", Objects.toString(from, null))
                .put("to", Objects.toString(to, null))
                .put("dryRun", dryRun);
    }

    /** For people. */
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        if (rows == 0) {
            lines.add(file + " has no rows.");
        } else {
            lines.add((dryRun ? "Would import " : "Imported ") + Text.count(rows, "row") + ": installs of "
                    + Text.count(versions.size(), "version") + " of " + Text.count(drivers.size(), "driver") + ", "
                    + from + " to " + to + ".");
            lines.add(
                    dryRun
                            ? "Nothing was written (--dry-run)."
                            : "Releases are judged by them as soon as the next harvest has read its newest day.");
        }
        return lines;
    }
}
