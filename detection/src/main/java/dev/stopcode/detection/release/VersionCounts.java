package dev.stopcode.detection.release;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is counted of one version of a driver. */
final class VersionCounts {

    private final String name;
    private final @Nullable DriverVersion version;
    private final SortedMap<String, DailyCounts> failures = new TreeMap<>();
    private final DailyCounts total = new DailyCounts();
    private final DailyCounts installs = new DailyCounts();

    VersionCounts(String name) {
        this.name = name;
        this.version = DriverVersion.parse(name).orElse(null);
    }

    void add(String failure, int day, long count) {
        failures.computeIfAbsent(failure, unseen -> new DailyCounts()).add(day, count);
        total.add(day, count);
    }

    void addInstalls(int day, long count) {
        installs.add(day, count);
    }

    /** As the source writes it. */
    String name() {
        return name;
    }

    /** Null if the name is not a version: its failures are those of everyone else, and no release's. */
    @Nullable
    DriverVersion version() {
        return version;
    }

    /** The day of the first failure. */
    int firstDay() {
        return total.firstDay();
    }

    SortedMap<String, DailyCounts> failures() {
        return failures;
    }

    DailyCounts total() {
        return total;
    }

    DailyCounts installs() {
        return installs;
    }
}
