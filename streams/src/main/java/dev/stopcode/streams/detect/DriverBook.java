package dev.stopcode.streams.detect;

import dev.stopcode.schemas.CellDevices;
import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.streams.runtime.DeviceSketches;
import dev.stopcode.streams.state.Cell;
import dev.stopcode.streams.state.DayState;
import dev.stopcode.streams.state.Devices;
import dev.stopcode.streams.state.DriverState;
import dev.stopcode.streams.state.EmittedDay;
import dev.stopcode.streams.state.FailureRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A driver's counts by day, version and failure within the window that is kept. */
final class DriverBook {

    /** Number that stands for all versions, or all failures, together. */
    static final int ALL = -1;

    /** One day: counts by (version, failure), and what {@code driver-days} was told of it by version. */
    static final class Day {
        private final Map<Long, Long> cells = new TreeMap<>();
        private final Map<Long, ByteBuffer> devices = new TreeMap<>();
        private final Map<Integer, EmittedDay> emitted = new TreeMap<>();

        void forEachCell(CellConsumer consumer) {
            cells.forEach((key, events) -> consumer.accept((int) (key >>> 32), (int) (long) key, events));
        }

        /** Sketches of the devices by version and failure, where they are known and anything is counted. */
        void forEachSketch(SketchConsumer consumer) {
            devices.forEach((key, sketch) -> {
                long events = cells.getOrDefault(key, 0L);
                if (events > 0) {
                    consumer.accept((int) (key >>> 32), (int) (long) key, events, sketch);
                }
            });
        }

        Set<Integer> emittedVersions() {
            return emitted.keySet();
        }

        /** What {@code driver-days} was told of a version, null if nothing. */
        @Nullable
        EmittedDay emitted(int version) {
            return emitted.get(version);
        }
    }

    @FunctionalInterface
    interface CellConsumer {
        void accept(int version, int failure, long events);
    }

    @FunctionalInterface
    interface SketchConsumer {
        /** Takes the devices of a cell, of which there are no more than events. */
        void accept(int version, int failure, long events, ByteBuffer sketch);
    }

    private final String name;
    private final Set<String> sources = new TreeSet<>();
    private final Set<String> deviceSources = new TreeSet<>();
    private final List<String> versions = new ArrayList<>();
    private final List<FailureRef> failures = new ArrayList<>();
    private final Map<String, Integer> versionNumbers = new HashMap<>();
    private final Map<String, Integer> failureNumbers = new HashMap<>();
    private final JudgedSeries total = new JudgedSeries();
    private final List<JudgedSeries> failureCounts = new ArrayList<>();
    private final List<JudgedSeries> versionCounts = new ArrayList<>();
    private final NavigableMap<Integer, Day> days = new TreeMap<>();
    private int firstDay = Integer.MAX_VALUE;
    private @Nullable DriverDays judged;
    private int judgedThrough = Integer.MIN_VALUE;
    private int changed = Integer.MIN_VALUE;

    private final Set<Integer> unwrittenDays = new TreeSet<>();
    private boolean unwritten;
    private final Set<Integer> unwrittenFailures = new TreeSet<>();

    DriverBook(String name) {
        this.name = name;
    }

    static DriverBook restore(String name, DriverState state) {
        DriverBook book = new DriverBook(name);
        book.sources.addAll(state.getSources());
        book.deviceSources.addAll(state.getDeviceSources());
        state.getVersions().forEach(book::versionNumber);
        book.firstDay = state.getFirstDay();
        book.judgedThrough = state.getJudgedThrough();
        return book;
    }

    /** Fills in what was written of failures, in the order of their numbers. */
    void restoreFailure(FailureRef failure) {
        unwrittenFailures.remove(failureNumber(failure.getHash(), failure.getName()));
    }

    /** Fills in what was written of a day; failures come first. */
    void restoreDay(int day, DayState state) {
        state.getCells().forEach(cell -> count(day, cell.getVersion(), cell.getFailure(), cell.getEvents()));
        state.getDevices()
                .forEach(known -> day(day).devices.put(key(known.getVersion(), known.getFailure()), known.getSketch()));
        state.getEmitted().forEach(emitted -> day(day).emitted.put(emitted.getVersion(), emitted));
    }

    /** Hands out what is not written yet. */
    void writeTo(Writer writer) {
        if (unwritten) {
            writer.driver(new DriverState(
                    List.copyOf(sources), List.copyOf(deviceSources), versions, firstDay, judgedThrough));
            unwritten = false;
        }
        unwrittenFailures.forEach(number -> writer.failure(number, failures.get(number)));
        unwrittenFailures.clear();
        unwrittenDays.forEach(day -> writer.day(day, state(day(day))));
        unwrittenDays.clear();
    }

    /** Where a book is written to. */
    interface Writer {
        void driver(DriverState state);

        void failure(int number, FailureRef failure);

        void day(int day, DayState state);
    }

    private static DayState state(Day day) {
        List<Cell> cells = new ArrayList<>();
        day.forEachCell((version, failure, events) -> cells.add(new Cell(version, failure, events)));
        List<Devices> devices = new ArrayList<>();
        day.devices.forEach((key, sketch) -> devices.add(new Devices((int) (key >>> 32), (int) (long) key, sketch)));
        return new DayState(cells, devices, List.copyOf(day.emitted.values()));
    }

    /** Takes changes of a day's counts, and devices. */
    void apply(String source, int day, List<DeltaCell> changes, List<CellDevices> devices) {
        int knownVersions = versions.size();
        unwritten |= sources.add(source);
        unwritten |= !devices.isEmpty() && deviceSources.add(source);
        unwritten |= day < firstDay;
        firstDay = Math.min(firstDay, day);
        changed = Math.min(changed, day);
        for (DeltaCell change : changes) {
            count(
                    day,
                    versionNumber(change.getDriverVersion()),
                    failureNumber(change.getFailureHash(), change.getFailureName()),
                    change.getDelta());
        }
        for (CellDevices more : devices) {
            long cell = key(versionNumber(more.getDriverVersion()), failureNumber(more.getFailureHash(), null));
            day(day).devices.merge(cell, more.getSketch(), DeviceSketches::merge);
        }
        unwritten |= versions.size() > knownVersions;
        unwrittenDays.add(day);
    }

    private void count(int day, int version, int failure, long delta) {
        day(day).cells.merge(key(version, failure), delta, (before, more) -> before + more == 0 ? null : before + more);
        total.add(day, delta);
        failureCounts.get(failure).add(day, delta);
        versionCounts.get(version).add(day, delta);
    }

    /** Notes what {@code driver-days} is told of a version's day; false if it knows that already. */
    boolean emit(int day, EmittedDay news) {
        boolean isNews = !news.equals(day(day).emitted.put(news.getVersion(), news));
        if (isNews) {
            unwrittenDays.add(day);
        }
        return isNews;
    }

    /** Drops the days before one; they are returned. */
    List<Integer> dropBefore(int day) {
        NavigableMap<Integer, Day> old = days.headMap(day, false);
        List<Integer> dropped = List.copyOf(old.keySet());
        old.clear();
        unwrittenDays.removeAll(dropped);
        if (day > firstDay) {
            firstDay = day;
            unwritten = true;
            total.dropBefore(day);
            failureCounts.forEach(counts -> counts.dropBefore(day));
            versionCounts.forEach(counts -> counts.dropBefore(day));
        }
        return dropped;
    }

    private int versionNumber(String version) {
        return versionNumbers.computeIfAbsent(version, v -> {
            versions.add(v);
            versionCounts.add(new JudgedSeries());
            return versions.size() - 1;
        });
    }

    private int failureNumber(String hash, @Nullable String failureName) {
        int number = failureNumbers.computeIfAbsent(hash, h -> {
            failures.add(new FailureRef(h, failureName));
            failureCounts.add(new JudgedSeries());
            unwrittenFailures.add(failures.size() - 1);
            return failures.size() - 1;
        });
        if (failureName != null && failures.get(number).getName() == null) {
            failures.set(number, new FailureRef(hash, failureName));
            unwrittenFailures.add(number);
        }
        return number;
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

    /** Whether all of these sources name devices: what one does not name may be many. */
    boolean knowsDevices(Collection<String> counting) {
        return deviceSources.containsAll(counting);
    }

    /** The number of a known version. */
    int number(String version) {
        return Objects.requireNonNull(versionNumbers.get(version), version);
    }

    /** The number of a known failure. */
    int failureNumber(String hash) {
        return Objects.requireNonNull(failureNumbers.get(hash), hash);
    }

    String version(int number) {
        return versions.get(number);
    }

    FailureRef failure(int number) {
        return failures.get(number);
    }

    /** The hash of a failure by its number, null for {@link #ALL}. */
    @Nullable
    String hash(int failure) {
        return failure == ALL ? null : failures.get(failure).getHash();
    }

    /** Counts of the whole driver. */
    JudgedSeries total() {
        return total;
    }

    /** Counts of a failure by its number, or of {@link #ALL}. */
    JudgedSeries series(int failure) {
        return failure == ALL ? total : failureCounts.get(failure);
    }

    /**
     * Distinct devices from one day to another, both included: an estimate; null where none is known.
     *
     * @param version number of a version, or {@link #ALL}
     * @param failure likewise of a failure
     */
    @Nullable
    Long devices(int version, int failure, int from, int to) {
        return devices(version, number -> failure == ALL || failure == number, from, to);
    }

    /** Likewise, of the failures that a test of their numbers lets pass. */
    @Nullable
    Long devices(int version, IntPredicate failures, int from, int to) {
        List<ByteBuffer> sketches = new ArrayList<>();
        long[] sum = {0};
        days(from, to)
                .values()
                .forEach(day -> day.forEachSketch((v, f, events, sketch) -> {
                    if ((version == ALL || version == v) && failures.test(f)) {
                        sketches.add(sketch);
                        sum[0] += events;
                    }
                }));
        Long devices = DeviceSketches.count(sketches);
        // sketches cannot forget: of devices whose events were taken back, no more are left than events
        return devices == null ? null : (Long) Math.min(devices, sum[0]);
    }

    /** Failures of a version from one day to another, both included. */
    long events(String version, int from, int to) {
        return versionCounts.get(number(version)).sum(from, to);
    }

    /** Likewise, of the failures that a test of their numbers lets pass. */
    long events(int version, IntPredicate failures, int from, int to) {
        long[] sum = {0};
        days(from, to)
                .values()
                .forEach(day ->
                        day.forEachCell((v, f, events) -> sum[0] += v == version && failures.test(f) ? events : 0));
        return sum[0];
    }

    /** The days as they were judged last, null before they are for the first time. */
    @Nullable
    DriverDays judged() {
        return judged;
    }

    /** Notes how days are to be judged from now on, and which of them differ from how they were. */
    void judge(DriverDays by) {
        int stale = judged == null ? Integer.MIN_VALUE : by.firstDifference(judged);
        if (judged == null || stale <= by.lastDay()) {
            total.stale(stale);
            failureCounts.forEach(series -> series.stale(stale));
        }
        changed = Math.min(changed, stale);
        unwritten |= by.lastDay() != judgedThrough;
        judgedThrough = by.lastDay();
        judged = by;
    }

    /** The last day that the driver was ever judged by, a very early one if it never was. */
    int judgedThrough() {
        return judgedThrough;
    }

    /** First day that may differ from what was told of it. */
    int changed() {
        return changed;
    }

    /** Notes that all there is to tell of the days has been told. */
    void told() {
        changed = Integer.MAX_VALUE;
    }

    /** Counts of each failure by number. */
    List<JudgedSeries> failureCounts() {
        return failureCounts;
    }

    /** Counts of each version by number. */
    List<JudgedSeries> versionCounts() {
        return versionCounts;
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
