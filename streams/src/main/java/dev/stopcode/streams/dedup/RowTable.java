package dev.stopcode.streams.dedup;

import java.util.Arrays;

/**
 * Rows by their 128-bit identity, in columns: some 70 bytes a row. Rows are numbered as they come and never move.
 */
final class RowTable {

    /**
     * What a row is besides its identity, which stays as it is.
     *
     * @param group number of its group
     * @param device hash of its device, 0 for none
     * @param osVersion number of the value, 0 for none; likewise the others
     */
    record Traits(int group, int device, int osVersion, int market, int model) {

        /** Those of a row of which only the group is known. */
        static Traits of(int group) {
            return new Traits(group, 0, 0, 0, 0);
        }

        /** Whether the row has any of the dimensions that failures are broken down by. */
        boolean isPlaced() {
            return (osVersion | market | model) != 0;
        }
    }

    private int size;
    private long[] identities = new long[2 * 64];
    private int[] groups = new int[64];
    private long[] counts = new long[64];
    private long[] harvests = new long[64];
    /** Empty while no row has a device. */
    private int[] devices = {};
    /** Numbers of Windows version, market and model of each row; empty while no row has any. */
    private int[] places = {};
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
    int append(long high, long low, Traits traits, long count, long harvest) {
        if (size == counts.length) {
            grow();
        }
        int row = size++;
        identities[2 * row] = high;
        identities[2 * row + 1] = low;
        groups[row] = traits.group();
        counts[row] = count;
        harvests[row] = harvest;
        if (traits.device() != 0) {
            if (devices.length < counts.length) {
                devices = Arrays.copyOf(devices, counts.length);
            }
            devices[row] = traits.device();
        }
        if (traits.isPlaced()) {
            if (places.length < 3 * counts.length) {
                places = Arrays.copyOf(places, 3 * counts.length);
            }
            places[3 * row] = traits.osVersion();
            places[3 * row + 1] = traits.market();
            places[3 * row + 2] = traits.model();
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

    /** The row's traits. */
    Traits traits(int row) {
        boolean isPlaced = 3 * row < places.length;
        return new Traits(
                groups[row],
                device(row),
                isPlaced ? places[3 * row] : 0,
                isPlaced ? places[3 * row + 1] : 0,
                isPlaced ? places[3 * row + 2] : 0);
    }

    long count(int row) {
        return counts[row];
    }

    /** The newest harvest that showed the row. */
    long harvest(int row) {
        return harvests[row];
    }
}
