package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.FailureBreakdown;
import dev.stopcode.streams.dedup.RowTable.Traits;
import dev.stopcode.streams.row.RowCursor;
import dev.stopcode.streams.runtime.DeviceSketches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.datasketches.hll.HllSketch;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one (source, day) in one partition: which were seen, with what count, in which harvest, and what they
 * add up to for each {@link Group}. The newest harvest that shows a row decides its count, whatever order rows come
 * in.
 *
 * <p>Rows and groups are numbered as they come and never move, so they can be written in chunks of consecutive numbers,
 * and only chunks that changed are written.
 */
final class DayLedger {

    /** Rows and groups of one chunk. A chunk of rows takes about 20 bytes a row when written. */
    static final int CHUNK_ROWS = 2048;

    static final int CHUNK_GROUPS = 256;

    private static final int CHUNK_VALUES = 256;

    /** What a row did to the counts. */
    enum Outcome {
        /** Never seen. */
        NEW,
        /** Seen with another count. */
        RESTATED,
        /** Seen with this count: nothing to do. */
        DUPLICATE,
        /** Older than what is known. */
        STALE
    }

    /** (driver, version, failure): what counts are gathered by. */
    static final class Group {
        final String driverName;
        final String driverVersion;
        final String failureHash;
        /** Sum of the counts of the group's rows. */
        long total;
        /** The total that the rest of the topology knows of. */
        long emitted;

        Group(String driverName, String driverVersion, String failureHash, long emitted) {
            this.driverName = driverName;
            this.driverVersion = driverVersion;
            this.failureHash = failureHash;
            this.emitted = emitted;
        }
    }

    private record GroupKey(String driverName, String driverVersion, String failureHash) {}

    /** What the rest of the topology is to know of a group: its new total, and by how much that differs. */
    @FunctionalInterface
    interface GroupChange {
        void accept(Group group, long delta, long total);
    }

    private final RowTable rows = new RowTable();
    private final List<Group> groups = new ArrayList<>();
    private final Map<GroupKey, Integer> groupNumbers = new HashMap<>();
    private final BitSet dirtyRows = new BitSet();
    private final BitSet dirtyGroups = new BitSet();
    private final List<String> values = new ArrayList<>();
    private final Map<Long, Integer> valueNumbers = new HashMap<>();
    private final BitSet dirtyValues = new BitSet();

    /** Groups of which rows came, went or changed since they were broken down last. */
    private final BitSet moved = new BitSet();

    /** Harvest of the last complete mark: rows of older harvests are stale. */
    private long completed;

    private boolean dirtyHeader;
    private boolean devicesChanged;

    /** The rows, to be looked up and read. */
    RowTable rows() {
        return rows;
    }

    /** Adds a row that was not found. */
    Outcome add(long high, long low, Traits traits, long count, long harvest) {
        if (harvest < completed) {
            return Outcome.STALE;
        }
        dirtyRows.set(append(high, low, traits, count, harvest) / CHUNK_ROWS);
        return Outcome.NEW;
    }

    /** Shows a known row again. */
    Outcome show(int row, long count, long harvest) {
        if (harvest < rows.harvest(row) || harvest < completed) {
            return Outcome.STALE;
        }
        long before = rows.count(row);
        if (harvest > rows.harvest(row) || before != count) {
            set(row, count, harvest);
        }
        return before == count ? Outcome.DUPLICATE : Outcome.RESTATED;
    }

    /** The day was read whole by this harvest: rows that only older ones showed are gone. Returns how many went. */
    int complete(long harvest) {
        int vanished = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.harvest(row) < harvest && rows.count(row) != 0) {
                set(row, 0, rows.harvest(row));
                vanished++;
            }
        }
        if (harvest > completed) {
            completed = harvest;
            dirtyHeader = true;
        }
        return vanished;
    }

    private void set(int row, long count, long harvest) {
        long before = rows.count(row);
        groups.get(rows.group(row)).total += count - before;
        moved.set(rows.group(row));
        devicesChanged |= rows.device(row) != 0 && (count == 0) != (before == 0);
        rows.show(row, count, harvest);
        dirtyRows.set(row / CHUNK_ROWS);
    }

    private int append(long high, long low, Traits traits, long count, long harvest) {
        groups.get(traits.group()).total += count;
        moved.set(traits.group());
        devicesChanged |= traits.device() != 0;
        return rows.append(high, low, traits, count, harvest);
    }

    /**
     * Hands out the groups of which the rest of the topology does not know the total yet, as it does from now on.
     *
     * @param counting whether the rows count; if not, what is known of them is taken back
     */
    void emit(boolean counting, GroupChange changes) {
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            long total = counting ? group.total : 0;
            if (total != group.emitted) {
                changes.accept(group, total - group.emitted, total);
                group.emitted = total;
                dirtyGroups.set(i / CHUNK_GROUPS);
            }
        }
    }

    /** Hands out a sketch of the devices of each group, if any devices changed since the last call. */
    void emitDevices(BiConsumer<Group, HllSketch> changes) {
        if (!devicesChanged) {
            return;
        }
        devicesChanged = false;
        Map<Integer, HllSketch> sketches = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.device(row) != 0 && rows.count(row) != 0) {
                sketches.computeIfAbsent(rows.group(row), group -> DeviceSketches.empty())
                        .update((long) rows.device(row));
            }
        }
        sketches.forEach((group, sketch) -> changes.accept(groups.get(group), sketch));
    }

    /** Hands out, by driver, what the failures of which any row changed since the last call add up to by dimensions. */
    void emitBreakdowns(BiConsumer<String, FailureBreakdown> changes) {
        Map<GroupKey, FailureBreakdown> broken = new LinkedHashMap<>();
        moved.stream()
                .mapToObj(groups::get)
                .forEach(group -> broken.computeIfAbsent(
                        failureOf(group),
                        key -> new FailureBreakdown(
                                group.failureHash, new HashMap<>(), new HashMap<>(), new HashMap<>())));
        moved.clear();
        if (broken.isEmpty() || values.isEmpty()) {
            return;
        }
        List<@Nullable FailureBreakdown> byGroup = new ArrayList<>(groups.size());
        groups.forEach(group -> byGroup.add(broken.get(failureOf(group))));
        for (int row = 0; row < rows.size(); row++) {
            FailureBreakdown breakdown = byGroup.get(rows.group(row));
            long count = rows.count(row);
            if (breakdown != null && count != 0) {
                Traits traits = rows.traits(row);
                add(breakdown.getOsVersions(), traits.osVersion(), count);
                add(breakdown.getMarkets(), traits.market(), count);
                add(breakdown.getModels(), traits.model(), count);
            }
        }
        broken.forEach((failure, breakdown) -> changes.accept(failure.driverName(), breakdown));
    }

    /** A failure is broken down over all versions. */
    private static GroupKey failureOf(Group group) {
        return new GroupKey(group.driverName, "", group.failureHash);
    }

    private void add(Map<String, Long> counts, int value, long count) {
        if (value != 0) {
            counts.merge(values.get(value - 1), count, Long::sum);
        }
    }

    /** What the rest of the topology knows of the day. */
    long emitted() {
        return groups.stream().mapToLong(group -> group.emitted).sum();
    }

    /** The number of a group, which is added if it is new. */
    int groupNumber(String driverName, String driverVersion, String failureHash) {
        return groupNumbers.computeIfAbsent(new GroupKey(driverName, driverVersion, failureHash), key -> {
            dirtyGroups.set(groups.size() / CHUNK_GROUPS);
            groups.add(new Group(driverName, driverVersion, failureHash, 0));
            return groups.size() - 1;
        });
    }

    /** The number of a dimension's value by its hash, 0 if it was not added. */
    int valueNumber(long hash) {
        return valueNumbers.getOrDefault(hash, 0);
    }

    /** Adds a value; its number. */
    int addValue(long hash, String value) {
        dirtyValues.set(values.size() / CHUNK_VALUES);
        values.add(value);
        valueNumbers.put(hash, values.size());
        return values.size();
    }

    /** Fills in what was written of this day: the header, then groups, rows and values in the order of their numbers. */
    void restoreHeader(long completedHarvest) {
        completed = completedHarvest;
    }

    void restoreGroup(Group group) {
        groupNumbers.put(new GroupKey(group.driverName, group.driverVersion, group.failureHash), groups.size());
        groups.add(group);
    }

    void restoreValue(String value) {
        values.add(value);
        valueNumbers.put(RowCursor.hash(value), values.size());
    }

    /** Sketches of devices and breakdowns are handed out again then: which of them are known is not written. */
    void restoreRow(long high, long low, Traits traits, long count, long harvest) {
        append(high, low, traits, count, harvest);
    }

    /** Whether anything is not written yet. */
    boolean isDirty() {
        return dirtyHeader || !dirtyRows.isEmpty() || !dirtyGroups.isEmpty() || !dirtyValues.isEmpty();
    }

    /** Hands out what is not written yet. */
    void writeTo(Writer writer) {
        if (dirtyHeader) {
            writer.header(completed);
            dirtyHeader = false;
        }
        dirtyGroups.stream().forEach(chunk -> writer.groups(chunk, part(groups, chunk, CHUNK_GROUPS)));
        dirtyGroups.clear();
        dirtyValues.stream().forEach(chunk -> writer.values(chunk, part(values, chunk, CHUNK_VALUES)));
        dirtyValues.clear();
        dirtyRows.stream().forEach(chunk -> {
            int first = chunk * CHUNK_ROWS;
            writer.rows(chunk, rows, first, Math.min(rows.size(), first + CHUNK_ROWS));
        });
        dirtyRows.clear();
    }

    private static <T> List<T> part(List<T> all, int chunk, int size) {
        return all.subList(chunk * size, Math.min(all.size(), (chunk + 1) * size));
    }

    /** Where a ledger is written to. */
    interface Writer {
        void header(long completed);

        void groups(int chunk, List<Group> groups);

        void values(int chunk, List<String> values);

        /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
        void rows(int chunk, RowTable rows, int from, int to);
    }
}
