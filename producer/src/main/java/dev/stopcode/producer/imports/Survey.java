package dev.stopcode.producer.imports;

import dev.stopcode.producer.file.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What files hold. */
public final class Survey implements ImportFiles.Taker {

    /** A file that cannot be imported, and why. */
    public record Problem(Path file, IOException cause) {}

    private final boolean refusesDevices;
    private final Days hits = new Days();
    private final Days events = new Days();
    private final List<Problem> problems = new ArrayList<>();

    Survey(boolean refusesDevices) {
        this.refusesDevices = refusesDevices;
    }

    @Override
    public void take(Path file, Line line) {
        switch (line) {
            case Line.Hit hit -> hits.add(ImportFiles.day(hit), file, line);
            case Line.Event event -> {
                events.add(ImportFiles.day(event), file, line);
                if (refusesDevices && event.value().getDeviceHash() != null) {
                    refuseDevices(file, line);
                }
            }
            case Line.Rejected bad -> {}
        }
    }

    private void refuseDevices(Path file, Line line) {
        if (problems.isEmpty() || !problems.getLast().file().equals(file)) {
            problem(
                    file,
                    new IOException("line " + line.line() + " names a device, and there is no harvest.device.key whose"
                            + " hash could stand for it: set one (environment: STOPCODE_HARVEST_DEVICE_KEY), the same"
                            + " one each time"));
        }
    }

    void problem(Path file, IOException cause) {
        problems.add(new Problem(file, cause));
    }

    /** Files that cannot be imported, in their order. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The days of counts of a day. */
    public Days hits() {
        return hits;
    }

    /** The days of single events. */
    public Days events() {
        return events;
    }

    /** The days that rows of a kind are of, and where the first and the last of them was found. */
    public static final class Days {

        private LocalDate first = LocalDate.MAX;
        private LocalDate last = LocalDate.MIN;
        private String firstAt = "";
        private String lastAt = "";

        private void add(LocalDate day, Path file, Line line) {
            if (day.isBefore(first)) {
                first = day;
                firstAt = file + ", line " + line.line();
            }
            if (day.isAfter(last)) {
                last = day;
                lastAt = file + ", line " + line.line();
            }
        }

        /** Whether there are no rows of the kind. */
        public boolean isEmpty() {
            return first.isAfter(last);
        }

        /** The first day; the end of time if there is none. */
        public LocalDate first() {
            return first;
        }

        /** The last day; the beginning of time if there is none. */
        public LocalDate last() {
            return last;
        }

        /** From the first to the last, both included. */
        public List<LocalDate> all() {
            return isEmpty() ? List.of() : first.datesUntil(last.plusDays(1)).toList();
        }

        /** Both ends, with file and line. */
        @Override
        public String toString() {
            return first + " (" + firstAt + ") to " + last + " (" + lastAt + ")";
        }
    }
}
