package dev.stopcode.streams.dedup;

import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.streams.row.RowCursor;
import dev.stopcode.streams.row.RowLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one source as deduplication knows them, made from what its topic holds, to tell beforehand what a further
 * harvest changes. It takes 100 to 150 bytes for each row, wherever it comes from. For one thread.
 */
public final class SourceLedger {

    private final byte[] source;
    private final RowCursor cursor;
    private final Map<Integer, DayLedger> days = new HashMap<>();

    /** The last complete harvest by day, for days that still hold rows that it has not shown. */
    private final Map<Integer, Long> completed = new HashMap<>();

    private final Map<String, Mark> newestMarks = new TreeMap<>();
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(encoded, null);
    private @Nullable SpecificDatumWriter<SpecificRecordBase> writer;
    private long fresh;
    private long restated;
    private long duplicates;
    private long takenBack;

    private record Mark(long harvestId, boolean counting) {}

    /** @param source id of the source */
    public SourceLedger(RowLayout layout, String source) {
        this.source = source.getBytes(StandardCharsets.UTF_8);
        this.cursor = new RowCursor(layout);
    }

    /** Takes a record of the topic, in the order of its partition; {@code offset} is where its Avro encoding begins. */
    public void take(byte[] row, int offset) {
        cursor.read(row, offset);
        if (cursor.harvestId() == Deduplication.NO_HARVEST) {
            return;
        }
        if (cursor.mark() != null) {
            Mark mark = new Mark(cursor.harvestId(), cursor.counting());
            newestMarks.merge(
                    cursor.source(), mark, (known, next) -> next.harvestId() < known.harvestId() ? known : next);
        }
        if (cursor.sourceIs(source)) {
            if (cursor.mark() == null) {
                show();
            } else if (cursor.mark() == HarvestMark.DAY_COMPLETE) {
                // the rows before it may be yet to come, from other partitions
                completed.merge(cursor.day(), cursor.harvestId(), Math::max);
            }
        }
    }

    /** The other sources of which the topic says that they count. */
    public Set<String> othersThatCount() {
        Set<String> others = new TreeSet<>();
        newestMarks.forEach((id, mark) -> {
            if (mark.counting()) {
                others.add(id);
            }
        });
        others.remove(new String(source, StandardCharsets.UTF_8));
        return others;
    }

    /** Shows a row of the next harvest, and counts what it changes. */
    public void show(SpecificRecordBase row) {
        settle();
        encoded.reset();
        try {
            writer(row).write(row, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cursor.read(encoded.toByteArray(), 0);
        switch (show()) {
            case NEW -> fresh++;
            case RESTATED -> restated++;
            case DUPLICATE -> duplicates++;
            case STALE ->
                throw new IllegalStateException("The topic holds rows of a newer harvest than number "
                        + cursor.harvestId() + " of the source " + cursor.source()
                        + ": its checkpoint was lost. Choose another id for the source.");
        }
    }

    private SpecificDatumWriter<SpecificRecordBase> writer(SpecificRecordBase row) {
        if (writer == null) {
            writer = new SpecificDatumWriter<>(row.getSchema(), row.getSpecificData());
        }
        return writer;
    }

    private DayLedger.Outcome show() {
        DayLedger day = day(cursor.day());
        var identity = cursor.identity();
        long high = identity.getMostSignificantBits();
        long low = identity.getLeastSignificantBits();
        int number = day.rows().find(high, low);
        return number >= 0
                ? day.show(number, cursor.eventCount(), cursor.harvestId())
                : day.add(
                        high,
                        low,
                        RowTable.Traits.of(day.groupNumber("", "", "")),
                        cursor.eventCount(),
                        cursor.harvestId());
    }

    /** Ends a day of the next harvest that was shown whole, and counts the rows that are gone by that. */
    public void complete(LocalDate day, long harvestId) {
        settle();
        takenBack += day((int) day.toEpochDay()).complete(harvestId);
    }

    private void settle() {
        completed.forEach((day, harvestId) -> day(day).complete(harvestId));
        completed.clear();
    }

    private DayLedger day(int day) {
        return days.computeIfAbsent(day, unseen -> new DayLedger());
    }

    /** Rows that were never seen. */
    public long fresh() {
        return fresh;
    }

    /** Rows that were seen with another count, or had been taken back. */
    public long restated() {
        return restated;
    }

    /** Rows that were seen with the same count, in the topic or in this harvest. */
    public long duplicates() {
        return duplicates;
    }

    /** Rows that are not shown any more. */
    public long takenBack() {
        return takenBack;
    }
}
