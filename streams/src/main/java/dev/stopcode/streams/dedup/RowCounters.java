package dev.stopcode.streams.dedup;

import dev.stopcode.streams.dedup.DayLedger.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the rows: metric {@code stopcode.rows} by {@code outcome}. */
final class RowCounters {

    private final Counter fresh;
    private final Counter restated;
    private final Counter duplicate;
    private final Counter vanished;
    private final Counter stale;
    private final Counter late;
    private final Counter uncounted;

    RowCounters(MeterRegistry meters) {
        fresh = counter(meters, "new");
        restated = counter(meters, "restated");
        duplicate = counter(meters, "duplicate");
        vanished = counter(meters, "vanished");
        stale = counter(meters, "stale");
        late = counter(meters, "late");
        uncounted = counter(meters, "uncounted");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("stopcode.rows")
                .description("Harvested rows by what they did to the counts")
                .tag("outcome", outcome)
                .register(meters);
    }

    void counted(Outcome outcome) {
        switch (outcome) {
            case NEW -> fresh.increment();
            case RESTATED -> restated.increment();
            case DUPLICATE -> duplicate.increment();
            case STALE -> stale.increment();
        }
    }

    void vanished(int rows) {
        vanished.increment(rows);
    }

    /** A row or mark of a day that is closed. */
    void late() {
        late.increment();
    }

    /** A row of a source that does not count. */
    void uncounted() {
        uncounted.increment();
    }
}
