package dev.stopcode.streams.detect;

import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.streams.state.Cell;
import dev.stopcode.streams.state.DayState;
import dev.stopcode.streams.state.DriverState;
import dev.stopcode.streams.state.EmittedDay;
import dev.stopcode.streams.state.FailureRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A driver's counts by day, version and failure within the window that is kept. */
final class DriverBook {

    /** Number that stands for all versions, or all failures, together. */
    static final int WHOLE_DRIVER = -1;

    /** One day: counts by (version, failure), and what {@code driver-days} was told of it by version. */
    static final class Day {
        private final Map<Long, Long> cells = new TreeMap<>();
        private final Map<Integer, EmittedDay> emitted = new TreeMap<>();

        void forEachCell(CellConsumer consumer) {
            cells.forEach((key, events) -> consumer.accept((int) (key >>> 32), (int) (long) key, events));
        }

        /** Notes what the table is told of a version; false if it knows that already. */
        boolean emit(EmittedDay news) {
            return !news.equals(emitted.put(news.getVersion(), news));
        }

        Set<Integer> emittedVersions() {
            return emitted.keySet();
        }
    }

    @FunctionalInterface
    interface CellConsumer {
        void accept(int version, int failure, long events);
    }

    private final String name;
    private final Set<String> sources = new TreeSet<>();
    private final List<String> versions = new ArrayList<>();
    private final List<FailureRef> failures = new ArrayList<>();
    private final Map<String, Integer> versionNumbers = new HashMap<>();
    private final Map<String, Integer> failureNumbers = new HashMap<>();
    private final NavigableMap<Integer, Day> days = new TreeMap<>();
    private int firstDay = Integer.MAX_VALUE;

    DriverBook(String name) {
        this.name = name;
    }

    static DriverBook restore(String name, DriverState state) {
        DriverBook book = new DriverBook(name);
        book.sources.addAll(state.getSources());
        state.getVersions().forEach(book::versionNumber);
        state.getFailures().forEach(failure -> book.failureNumber(failure.getHash(), failure.getName()));
        book.firstDay = state.getFirstDay();
        return book;
    }

    void restoreDay(int day, DayState state) {
        Day restored = new Day();
        state.getCells()
                .forEach(cell -> restored.cells.put(key(cell.getVersion(), cell.getFailure()), cell.getEvents()));
        state.getEmitted().forEach(emitted -> restored.emitted.put(emitted.getVersion(), emitted));
        days.put(day, restored);
    }

    DriverState state() {
        return new DriverState(List.copyOf(sources), versions, failures, firstDay);
    }

    DayState dayState(int day) {
        Day stored = day(day);
        List<Cell> cells = new ArrayList<>();
        stored.forEachCell((version, failure, events) -> cells.add(new Cell(version, failure, events)));
        return new DayState(cells, List.copyOf(stored.emitted.values()));
    }

    /** Takes changes of a day's counts; true if more than the day itself changed. */
    boolean apply(String source, int day, List<DeltaCell> changes) {
        int known = versions.size() + failures.size();
        boolean newSource = sources.add(source);
        boolean earlier = day < firstDay;
        firstDay = Math.min(firstDay, day);
        Map<Long, Long> cells = day(day).cells;
        for (DeltaCell change : changes) {
            long key = key(
                    versionNumber(change.getDriverVersion()),
                    failureNumber(change.getFailureHash(), change.getFailureName()));
            long events = cells.merge(key, change.getDelta(), Long::sum);
            if (events == 0) {
                cells.remove(key);
            }
        }
        return newSource || earlier || versions.size() + failures.size() > known;
    }

    /** Drops the days before one; they are returned. */
    List<Integer> dropBefore(int day) {
        NavigableMap<Integer, Day> old = days.headMap(day, false);
        List<Integer> dropped = List.copyOf(old.keySet());
        old.clear();
        firstDay = Math.max(firstDay, day);
        return dropped;
    }

    private int versionNumber(String version) {
        return versionNumbers.computeIfAbsent(version, v -> {
            versions.add(v);
            return versions.size() - 1;
        });
    }

    private int failureNumber(String hash, @Nullable String failureName) {
        return failureNumbers.computeIfAbsent(hash, h -> {
            failures.add(new FailureRef(h, failureName));
            return failures.size() - 1;
        });
    }

    private static long key(int version, int failure) {
        return (long) version << 32 | failure;
    }

    String name() {
        return name;
    }

    Set<String> sources() {
        return sources;
    }

    String version(int number) {
        return versions.get(number);
    }

    FailureRef failure(int number) {
        return failures.get(number);
    }

    /** First day that is kept and has, or had, a count. */
    int firstDay() {
        return firstDay;
    }

    boolean isEmpty() {
        return days.values().stream().allMatch(day -> day.cells.isEmpty());
    }

    /** A day, empty if nothing was counted on it. */
    Day day(int day) {
        return days.computeIfAbsent(day, d -> new Day());
    }

    /** The days that are kept, from one to another, both included. */
    NavigableMap<Integer, Day> days(int from, int to) {
        return days.subMap(from, true, to, true);
    }
}
