package dev.stopcode.streams.dedup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one (source, day) in one partition: which were seen, with what count, in which harvest, and what they add up
 * to for each {@link Group}. The newest harvest that shows a row decides its count, whatever order rows come in.
 *
 * <p>Rows and groups are numbered as they come and never move, so they can be written in chunks of consecutive numbers,
 * and only chunks that changed are written.
 */
final class DayLedger {

    /** Rows and groups of one chunk. A chunk of rows takes about 20 bytes a row when written. */
    static final int CHUNK_ROWS = 2048;

    static final int CHUNK_GROUPS = 256;

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

    private final List<Group> groups = new ArrayList<>();
    private final Map<GroupKey, Integer> groupNumbers = new HashMap<>();
    private final BitSet dirtyRows = new BitSet();
    private final BitSet dirtyGroups = new BitSet();

    private int size;
    private long[] identities = new long[2 * 64];
    private int[] groupOf = new int[64];
    private long[] counts = new long[64];
    private long[] harvests = new long[64];
    /** Open addressing: row number + 1 by the low bits of the identity, 0 for a free slot. */
    private int[] slots = new int[128];
    /** Harvest of the last complete mark: rows of older harvests are stale. */
    private long completed;

    private boolean dirtyHeader;

    /** Looks a row up; its number, or -1. */
    int find(long high, long low) {
        int mask = slots.length - 1;
        for (int slot = (int) low & mask; ; slot = (slot + 1) & mask) {
            int row = slots[slot] - 1;
            if (row < 0) {
                return -1;
            }
            if (identities[2 * row] == high && identities[2 * row + 1] == low) {
                return row;
            }
        }
    }

    /** Adds a row that {@link #find} did not know. */
    Outcome add(long high, long low, int group, long count, long harvest) {
        if (harvest < completed) {
            return Outcome.STALE;
        }
        dirtyRows.set(append(high, low, group, count, harvest) / CHUNK_ROWS);
        return Outcome.NEW;
    }

    /** Shows a known row again. */
    Outcome show(int row, long count, long harvest) {
        if (harvest < harvests[row] || harvest < completed) {
            return Outcome.STALE;
        }
        long before = counts[row];
        if (harvest > harvests[row] || before != count) {
            harvests[row] = harvest;
            setCount(row, count);
        }
        return before == count ? Outcome.DUPLICATE : Outcome.RESTATED;
    }

    /** The day was read whole by this harvest: rows that only older ones showed are gone. Returns how many went. */
    int complete(long harvest) {
        int vanished = 0;
        for (int row = 0; row < size; row++) {
            if (harvests[row] < harvest && counts[row] != 0) {
                setCount(row, 0);
                vanished++;
            }
        }
        if (harvest > completed) {
            completed = harvest;
            dirtyHeader = true;
        }
        return vanished;
    }

    private void setCount(int row, long count) {
        groups.get(groupOf[row]).total += count - counts[row];
        counts[row] = count;
        dirtyRows.set(row / CHUNK_ROWS);
    }

    /** The groups whose total the rest of the topology does not know yet. */
    List<Group> changedGroups() {
        return groups.stream().filter(group -> group.total != group.emitted).toList();
    }

    /** Notes that the rest of the topology knows all totals. */
    void emitted() {
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.total != group.emitted) {
                group.emitted = group.total;
                dirtyGroups.set(i / CHUNK_GROUPS);
            }
        }
    }

    /** The number of a group, which is added if it is new. */
    int groupNumber(String driverName, String driverVersion, String failureHash) {
        return groupNumbers.computeIfAbsent(new GroupKey(driverName, driverVersion, failureHash), key -> {
            dirtyGroups.set(groups.size() / CHUNK_GROUPS);
            groups.add(new Group(driverName, driverVersion, failureHash, 0));
            return groups.size() - 1;
        });
    }

    int rowCount() {
        return size;
    }

    /** Fills in what was written of this day: the header, then groups, then rows in the order of their numbers. */
    void restoreHeader(long completedHarvest) {
        completed = completedHarvest;
    }

    void restoreGroup(Group group) {
        groupNumbers.put(new GroupKey(group.driverName, group.driverVersion, group.failureHash), groups.size());
        groups.add(group);
    }

    void restoreRow(long high, long low, int group, long count, long harvest) {
        append(high, low, group, count, harvest);
    }

    private int append(long high, long low, int group, long count, long harvest) {
        if (size == counts.length) {
            grow();
        }
        int row = size++;
        identities[2 * row] = high;
        identities[2 * row + 1] = low;
        groupOf[row] = group;
        counts[row] = count;
        harvests[row] = harvest;
        groups.get(group).total += count;
        occupy(row);
        return row;
    }

    private void grow() {
        int capacity = 2 * size;
        identities = Arrays.copyOf(identities, 2 * capacity);
        groupOf = Arrays.copyOf(groupOf, capacity);
        counts = Arrays.copyOf(counts, capacity);
        harvests = Arrays.copyOf(harvests, capacity);
        slots = new int[2 * capacity];
        for (int row = 0; row < size; row++) {
            occupy(row);
        }
    }

    private void occupy(int row) {
        int mask = slots.length - 1;
        int slot = (int) identities[2 * row + 1] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = row + 1;
    }

    /** Whether anything is not written yet. */
    boolean isDirty() {
        return dirtyHeader || !dirtyRows.isEmpty() || !dirtyGroups.isEmpty();
    }

    /** Hands out what is not written yet. */
    void writeTo(Writer writer) {
        if (dirtyHeader) {
            writer.header(completed);
            dirtyHeader = false;
        }
        dirtyGroups.stream().forEach(chunk -> writer.groups(chunk, groupsOf(chunk)));
        dirtyGroups.clear();
        dirtyRows.stream().forEach(chunk -> {
            int first = chunk * CHUNK_ROWS;
            writer.rows(chunk, this, first, Math.min(size, first + CHUNK_ROWS));
        });
        dirtyRows.clear();
    }

    private List<Group> groupsOf(int chunk) {
        int first = chunk * CHUNK_GROUPS;
        return groups.subList(first, Math.min(groups.size(), first + CHUNK_GROUPS));
    }

    long identityHigh(int row) {
        return identities[2 * row];
    }

    long identityLow(int row) {
        return identities[2 * row + 1];
    }

    int groupOf(int row) {
        return groupOf[row];
    }

    long count(int row) {
        return counts[row];
    }

    long harvest(int row) {
        return harvests[row];
    }

    /** Where a ledger is written to. */
    interface Writer {
        void header(long completed);

        void groups(int chunk, List<Group> groups);

        /** Rows {@code from} (inclusive) to {@code to} (exclusive) of the ledger. */
        void rows(int chunk, DayLedger ledger, int from, int to);
    }
}
