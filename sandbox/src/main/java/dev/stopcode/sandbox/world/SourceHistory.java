package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.hits.HitRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** The aggregated rows of a source, day by day; the last few days asked for are remembered. */
final class SourceHistory {

    private static final int REMEMBERED_DAYS = 3;

    private final Fleet fleet;
    private final List<Driver> drivers;
    private final RowDecoder decoder;
    private final Map<Seen, Integer> counts = new ConcurrentHashMap<>();
    private final Map<Seen, List<HitRow>> remembered = new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, List<HitRow>> eldest) {
            return size() > REMEMBERED_DAYS;
        }
    };

    SourceHistory(Fleet fleet, List<Driver> drivers, RowDecoder decoder) {
        this.fleet = fleet;
        this.drivers = drivers;
        this.decoder = decoder;
    }

    /** A day as it looks some days later. */
    private record Seen(int day, int age) {
        static Seen of(int day, int age) {
            return new Seen(day, Math.min(age, World.SETTLED_DAYS));
        }
    }

    int count(int day, int age) {
        Integer known = counts.get(Seen.of(day, age));
        return known != null ? known : rows(day, age).size();
    }

    List<HitRow> rows(int day, int age) {
        if (day < 0 || age < 0) {
            return List.of();
        }
        Seen seen = Seen.of(day, age);
        synchronized (remembered) {
            List<HitRow> rows = remembered.get(seen);
            if (rows == null) {
                rows = aggregate(seen.day(), seen.age());
                remembered.put(seen, rows);
                counts.put(seen, rows.size());
            }
            return rows;
        }
    }

    private List<HitRow> aggregate(int day, int age) {
        LongStream.Builder crashes = LongStream.builder();
        for (int i = 0; i < drivers.size(); i++) {
            Driver driver = drivers.get(i);
            CrashCursor crash = new CrashCursor(fleet, i, driver, day);
            for (CrashStream stream : driver.streams(day)) {
                crash.start(stream);
                while (crash.next()) {
                    if (crash.visible(age)) {
                        crashes.add(Scramble.of(crash.key(age)) << 1 | (crash.repeated() ? 1 : 0));
                    }
                }
            }
        }
        return rows(day, crashes.build().sorted().toArray());
    }

    /**
     * Sorting by a scramble of the dimensions brings equal ones together, and rows into an order that means nothing.
     */
    private List<HitRow> rows(int day, long[] sorted) {
        List<HitRow> rows = new ArrayList<>(sorted.length);
        int from = 0;
        while (from < sorted.length) {
            long key = sorted[from] >>> 1;
            int to = from;
            int devices = 0;
            while (to < sorted.length && sorted[to] >>> 1 == key) {
                devices += (sorted[to] & 1) == 0 ? 1 : 0;
                to++;
            }
            rows.add(decoder.hit(Scramble.undo(key), day, to - from, devices));
            from = to;
        }
        return List.copyOf(rows);
    }
}
