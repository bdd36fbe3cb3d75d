package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.streams.dedup.DayLedger.Group;
import dev.stopcode.streams.dedup.DayLedger.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The deduplication of one partition. Rows correct the ledger of their day; a mark turns what has changed since the last
 * one into deltas, followed by the mark. Both are gathered until {@link #write}, which must happen before each commit.
 */
final class Deduplication {

    /** Cells of a delta record at most, so that it stays well below a broker's limit of a record's size. */
    private static final int MAX_CELLS = 2000;

    static final String UNKNOWN = "Unknown";

    private final RowLedger ledger;
    private final FailureBook failures;
    private final RowCounters counters;
    private final int partition;
    private final int partitions;
    private final List<DriverDelta> outbox = new ArrayList<>();
    private boolean unwritten;
    private boolean announced;

    /** The day of the last row: the next row's most of the time. */
    private byte[] source = {};

    private String sourceId = "";
    private int day = -1;
    private @Nullable DayLedger current;

    Deduplication(RowLedger ledger, FailureBook failures, RowCounters counters, int partition, int partitions) {
        this.ledger = ledger;
        this.failures = failures;
        this.counters = counters;
        this.partition = partition;
        this.partitions = partitions;
    }

    /** Takes the row that the cursor stands on. */
    void row(String key, RowCursor row) {
        if (!row.counting()) {
            failures.name(key, row);
            counters.uncounted();
            unwritten = true;
            return;
        }
        DayLedger today = ledgerOf(row);
        if (today == null) {
            counters.late();
            return;
        }
        var identity = row.identity();
        long high = identity.getMostSignificantBits();
        long low = identity.getLeastSignificantBits();
        int number = today.find(high, low);
        counters.counted(
                number >= 0 ? today.show(number, row.eventCount(), row.harvestId()) : add(key, row, today, high, low));
        unwritten |= today.isDirty();
    }

    private @Nullable DayLedger ledgerOf(RowCursor row) {
        if (row.day() != day || !row.sourceIs(source)) {
            sourceId = row.source();
            source = sourceId.getBytes(StandardCharsets.UTF_8);
            day = row.day();
            current = ledger.day(sourceId, day);
        }
        return current;
    }

    private Outcome add(String key, RowCursor row, DayLedger today, long high, long low) {
        failures.name(key, row);
        return today.add(high, low, groupOf(key, row, today), row.eventCount(), row.harvestId());
    }

    private static int groupOf(String key, RowCursor row, DayLedger today) {
        return today.groupNumber(
                orUnknown(row.text(RowCursor.DRIVER_NAME)), orUnknown(row.text(RowCursor.DRIVER_VERSION)), key);
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    /** Takes the mark that the cursor stands on. */
    void mark(RowCursor mark) {
        DayLedger today = ledgerOf(mark);
        if (today == null) {
            counters.late();
            return;
        }
        if (mark.mark() == HarvestMark.DAY_COMPLETE) {
            counters.vanished(today.complete(mark.harvestId()));
        }
        gather(today, mark.harvestId());
        outbox.add(new DriverDelta(
                sourceId,
                LocalDate.ofEpochDay(day),
                mark.harvestId(),
                mark.mark(),
                mark.asOf() < 0 ? null : LocalDate.ofEpochDay(mark.asOf()),
                partition,
                partitions,
                null,
                List.of()));
        ledger.advance(sourceId, day);
        unwritten = true;
    }

    private void gather(DayLedger today, long harvestId) {
        Map<String, List<DeltaCell>> byDriver = new TreeMap<>();
        for (Group group : today.changedGroups()) {
            long delta = group.total - group.emitted;
            KnownFailure failure = failures.change(group.failureHash);
            failure.count(sourceId, group.driverName, group.driverVersion, day, delta, group.total);
            byDriver.computeIfAbsent(group.driverName, name -> new ArrayList<>())
                    .add(new DeltaCell(group.driverVersion, group.failureHash, failure.name(), delta));
        }
        today.emitted();
        byDriver.forEach((driver, cells) -> {
            for (int from = 0; from < cells.size(); from += MAX_CELLS) {
                outbox.add(new DriverDelta(
                        sourceId,
                        LocalDate.ofEpochDay(day),
                        harvestId,
                        null,
                        null,
                        partition,
                        partitions,
                        driver,
                        cells.subList(from, Math.min(cells.size(), from + MAX_CELLS))));
            }
        });
    }

    /** Whether something is gathered that {@link #write} has to be called for, and nobody was told yet. */
    boolean announce() {
        boolean news = unwritten && !announced;
        announced |= news;
        return news;
    }

    /** Writes state to the stores and hands out what was gathered, in order. */
    void write(Consumer<Failure> changedFailures, Consumer<DriverDelta> deltas) {
        ledger.write();
        failures.write(changedFailures);
        outbox.forEach(deltas);
        outbox.clear();
        unwritten = false;
        announced = false;
    }
}
