package dev.stopcode.streams.dedup;

import java.util.Arrays;

/**
 * Rows by their 128-bit identity, in columns: some 60 bytes a row. Rows are numbered as they come and never move.
 */
final class RowTable {

    private int size;
    private long[] identities = new long[2 * 64];
    private int[] groups = new int[64];
    private long[] counts = new long[64];
    private long[] harvests = new long[64];
    /** Empty while no row has a device. */
    private int[] devices = {};
    /** Open addressing: row number + 1 by the low bits of the identity, 0 for a free slot. */
    private int[] slots = new int[128];

    int size() {
        return size;
    }

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

    /** Adds a row that {@link #find} did not know; its number. */
    int append(long high, long low, int group, int device, long count, long harvest) {
        if (size == counts.length) {
            grow();
        }
        int row = size++;
        identities[2 * row] = high;
        identities[2 * row + 1] = low;
        groups[row] = group;
        counts[row] = count;
        harvests[row] = harvest;
        if (device != 0) {
            if (devices.length < counts.length) {
                devices = Arrays.copyOf(devices, counts.length);
            }
            devices[row] = device;
        }
        occupy(row);
        return row;
    }

    private void grow() {
        int capacity = 2 * size;
        identities = Arrays.copyOf(identities, 2 * capacity);
        groups = Arrays.copyOf(groups, capacity);
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

    /** Notes what a harvest shows of a row. */
    void show(int row, long count, long harvest) {
        counts[row] = count;
        harvests[row] = harvest;
    }

    long identityHigh(int row) {
        return identities[2 * row];
    }

    long identityLow(int row) {
        return identities[2 * row + 1];
    }

    /** Number of the row's group. */
    int group(int row) {
        return groups[row];
    }

    /** Hash of the row's device, 0 where it has none. */
    int device(int row) {
        return row < devices.length ? devices[row] : 0;
    }

    long count(int row) {
        return counts[row];
    }

    /** The newest harvest that showed the row. */
    long harvest(int row) {
        return harvests[row];
    }
}
