package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.world.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The rows of a source's days as they are, of which only the days of a page are looked at. */
record DayRows(FailureSource rows, Source source, List<LocalDate> days, LocalDate asOf) implements Rows {

    @Override
    public int total() {
        return days.stream().mapToInt(this::count).sum();
    }

    private int count(LocalDate day) {
        return rows.hitCount(source, day, asOf);
    }

    @Override
    public List<ServedRow> slice(int from, int count) {
        List<ServedRow> slice = new ArrayList<>();
        int before = 0;
        for (LocalDate day : days) {
            int size = count(day);
            int start = Math.max(0, from - before);
            int end = Math.min(size, from + count - before);
            if (start < end) {
                slice.addAll(rows.hits(source, day, asOf).subList(start, end));
            }
            before += size;
        }
        return slice;
    }

    List<ServedRow> all() {
        return slice(0, Integer.MAX_VALUE / 2);
    }
}
