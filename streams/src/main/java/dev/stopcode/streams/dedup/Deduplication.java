package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.CellDevices;
import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureBreakdown;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.streams.dedup.DayLedger.Outcome;
import dev.stopcode.streams.row.RowCursor;
import dev.stopcode.streams.row.RowLayout.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The deduplication of one partition. Rows correct the ledger of their day; a mark turns what has changed since the
 * last one into deltas, followed by the mark. Both are gathered until {@link #write}, which must happen before each
 * commit.
 */
final class Deduplication {

    /** Cells of a delta record at most, so that it stays well below a broker's limit of a record's size. */
    private static final int MAX_CELLS = 2000;

    /** Likewise, sketches of devices. */
    private static final int MAX_SKETCHES = 400;

    /** Likewise, values of dimensions. */
    private static final int MAX_VALUES = 10_000;

    static final int NOT_PERSONAL = -1;
    static final String UNKNOWN = "Unknown";

    /** Harvest id of an event that was asked for by itself: it adds names, and is counted where it is harvested. */
    static final long NO_HARVEST = 0;

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
    private boolean begun;
    private @Nullable DayLedger current;

    Deduplication(RowLedger ledger, FailureBook failures, RowCounters counters, int partition, int partitions) {
        this.ledger = ledger;
        this.failures = failures;
        this.counters = counters;
        this.partition = partition;
        this.partitions = partitions;
    }

    /**
     * Takes the row that the cursor stands on.
     *
     * @param personalSince for a row with personal data, the day on which it was collected; else {@link #NOT_PERSONAL}
     */
    void row(String key, RowCursor row, int personalSince) {
        if (row.harvestId() == NO_HARVEST) {
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
        if (personalSince != NOT_PERSONAL && !begun) {
            ledger.begin(sourceId, day, personalSince);
            begun = true;
        }
        var identity = row.identity();
        long high = identity.getMostSignificantBits();
        long low = identity.getLeastSignificantBits();
        int number = today.rows().find(high, low);
        Outcome outcome =
                number >= 0 ? today.show(number, row.eventCount(), row.harvestId()) : add(key, row, today, high, low);
        if (row.counting()) {
            counters.counted(outcome);
        } else {
            counters.uncounted();
        }
        unwritten |= today.isDirty();
    }

    private @Nullable DayLedger ledgerOf(RowCursor row) {
        if (row.day() != day || !row.sourceIs(source)) {
            sourceId = row.source();
            source = sourceId.getBytes(StandardCharsets.UTF_8);
            day = row.day();
            current = ledger.day(sourceId, day);
            begun = false;
        }
        return current;
    }

    private Outcome add(String key, RowCursor row, DayLedger today, long high, long low) {
        failures.name(key, row);
        RowTable.Traits traits = new RowTable.Traits(
                groupOf(key, row, today),
                row.shortHash(Text.DEVICE),
                valueOf(Text.OS_VERSION, row, today),
                valueOf(Text.MARKET, row, today),
                valueOf(Text.MODEL, row, today));
        return today.add(high, low, traits, row.eventCount(), row.harvestId());
    }

    private static int valueOf(Text dimension, RowCursor row, DayLedger today) {
        long hash = row.hash(dimension);
        int known = hash == 0 ? 0 : today.valueNumber(hash);
        return hash == 0 || known != 0 ? known : today.addValue(hash, Objects.requireNonNull(row.text(dimension)));
    }

    private static int groupOf(String key, RowCursor row, DayLedger today) {
        return today.groupNumber(orUnknown(row.text(Text.DRIVER_NAME)), orUnknown(row.text(Text.DRIVER_VERSION)), key);
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    /** Takes the mark that the cursor stands on. */
    void mark(RowCursor mark) {
        if (mark.harvestId() == NO_HARVEST) {
            return;
        }
        DayLedger today = ledgerOf(mark);
        if (today == null) {
            // others may not have closed the day, and each waits for the marks of all
            ledger.closedEvents(sourceId, day).ifPresentOrElse(events -> pass(mark, events), counters::late);
            return;
        }
        if (mark.mark() == HarvestMark.DAY_COMPLETE) {
            counters.vanished(today.complete(mark.harvestId()));
        }
        gather(today, mark);
        pass(mark, today.emitted());
    }

    /** Hands on a mark with what its day adds up to here. */
    private void pass(RowCursor mark, long events) {
        outbox.add(delta(mark, null)
                .setMark(mark.mark())
                .setCounting(mark.counting())
                .setEvents(events)
                .setAsOf(mark.asOf() < 0 ? null : LocalDate.ofEpochDay(mark.asOf()))
                .build());
        ledger.advance(sourceId, day);
        unwritten = true;
    }

    private DriverDelta.Builder delta(RowCursor mark, @Nullable String driver) {
        return DriverDelta.newBuilder()
                .setSource(sourceId)
                .setDate(LocalDate.ofEpochDay(day))
                .setHarvestId(mark.harvestId())
                .setPartition(partition)
                .setPartitions(partitions)
                .setDriverName(driver);
    }

    private void gather(DayLedger today, RowCursor mark) {
        Map<String, List<DeltaCell>> cells = new TreeMap<>();
        today.emit(mark.counting(), (group, delta, total) -> {
            KnownFailure failure = failures.change(group.failureHash);
            failure.count(sourceId, group.driverName, group.driverVersion, day, delta, total);
            cells.computeIfAbsent(group.driverName, name -> new ArrayList<>())
                    .add(new DeltaCell(group.driverVersion, group.failureHash, failure.name(), delta));
        });
        cells.forEach((driver, ofDriver) -> inParts(
                ofDriver,
                cell -> 1,
                MAX_CELLS,
                part -> outbox.add(delta(mark, driver).setCells(part).build())));
        Map<String, List<CellDevices>> devices = new TreeMap<>();
        today.emitDevices((group, sketch) -> devices.computeIfAbsent(group.driverName, name -> new ArrayList<>())
                .add(new CellDevices(
                        group.driverVersion, group.failureHash, ByteBuffer.wrap(sketch.toCompactByteArray()))));
        devices.forEach((driver, ofDriver) -> inParts(
                ofDriver,
                sketch -> 1,
                MAX_SKETCHES,
                part -> outbox.add(delta(mark, driver).setDevices(part).build())));
        Map<String, List<FailureBreakdown>> breakdowns = new TreeMap<>();
        if (mark.counting()) {
            today.emitBreakdowns((driver, breakdown) -> breakdowns
                    .computeIfAbsent(driver, name -> new ArrayList<>())
                    .add(breakdown));
        }
        breakdowns.forEach((driver, ofDriver) -> inParts(
                ofDriver,
                Deduplication::values,
                MAX_VALUES,
                part -> outbox.add(delta(mark, driver).setBreakdowns(part).build())));
    }

    private static int values(FailureBreakdown breakdown) {
        return 1
                + breakdown.getOsVersions().size()
                + breakdown.getMarkets().size()
                + breakdown.getModels().size();
    }

    /** Hands out a list in parts that weigh no more than {@code most}, or are a single one. */
    private static <T> void inParts(List<T> all, ToIntFunction<T> weight, int most, Consumer<List<T>> part) {
        int from = 0;
        int weighed = 0;
        for (int i = 0; i < all.size(); i++) {
            int next = weight.applyAsInt(all.get(i));
            if (i > from && weighed + next > most) {
                part.accept(all.subList(from, i));
                from = i;
                weighed = 0;
            }
            weighed += next;
        }
        if (from < all.size()) {
            part.accept(all.subList(from, all.size()));
        }
    }

    /** Closes days that have held personal data for long enough. */
    void closeBegunUntil(int limit) {
        ledger.closeBegunUntil(limit);
        current = null;
        day = -1;
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
