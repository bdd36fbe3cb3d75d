package dev.stopcode.streams.row;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.streams.row.RowLayout.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what deduplication needs of a row straight from its Avro bytes, without decoding it. The identity of a row is
 * the hash of its first encoded fields: they come first in the schema for this purpose.
 *
 * <p>One cursor is moved from row to row; what it answers holds until the next {@link #read}.
 */
public final class RowCursor {

    /** Marks by the number that Avro writes. */
    private static final List<HarvestMark> MARKS = HarvestMark.getClassSchema().getEnumSymbols().stream()
            .map(HarvestMark::valueOf)
            .toList();

    private final RowLayout layout;

    /** Where the text of each field begins and ends; -1 where it is null. */
    private final int[] from;

    private final int[] to;

    private byte[] bytes = new byte[0];
    private int position;
    private int identityFrom;
    private int identityTo;
    private int day;
    private @Nullable HarvestMark mark;
    private long harvestId;
    private boolean counting;
    private long eventCount;
    private int asOf;

    public RowCursor(RowLayout layout) {
        this.layout = layout;
        this.from = new int[layout.textsEnd()];
        this.to = new int[layout.textsEnd()];
    }

    /**
     * Moves to the row whose Avro encoding begins at {@code offset}.
     *
     * @throws IndexOutOfBoundsException if the bytes are no row
     */
    public void read(byte[] row, int offset) {
        bytes = row;
        position = offset;
        identityFrom = offset;
        readText(0);
        day = layout.day(readLong());
        for (int field = RowLayout.FIRST_TEXT; field < from.length; field++) {
            if (field == layout.identityFields()) {
                identityTo = position;
            }
            if (readLong() == 0) {
                from[field] = -1;
            } else {
                readText(field);
            }
        }
        if (from.length == layout.identityFields()) {
            identityTo = position;
        }
        mark = readLong() == 0 ? null : MARKS.get((int) readLong());
        harvestId = readLong();
        counting = bytes[position++] != 0;
        eventCount = readLong();
        asOf = mark == null ? -1 : (int) readOptionalLong();
    }

    private long readOptionalLong() {
        return readLong() == 0 ? -1 : readLong();
    }

    private void readText(int field) {
        int length = (int) readLong();
        if (length < 0) {
            throw new IndexOutOfBoundsException("length " + length);
        }
        from[field] = position;
        position += length;
        to[field] = position;
    }

    /** Avro's zig-zag variable-length integer. */
    private long readLong() {
        long raw = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            raw |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** The row's identity. */
    public HashValue128 identity() {
        return Hashing.xxh3_128().hashBytesTo128Bits(bytes, identityFrom, identityTo - identityFrom);
    }

    /** The source's id. */
    public String source() {
        return new String(bytes, from[0], to[0] - from[0], StandardCharsets.UTF_8);
    }

    /** Whether the source's id is this text, given as UTF-8. */
    public boolean sourceIs(byte[] source) {
        return Arrays.equals(bytes, from[0], to[0], source, 0, source.length);
    }

    /** The row's date as days since 1970-01-01. */
    public int day() {
        return day;
    }

    /** The mark, null in a row. */
    @Nullable
    public HarvestMark mark() {
        return mark;
    }

    public long harvestId() {
        return harvestId;
    }

    public boolean counting() {
        return counting;
    }

    public long eventCount() {
        return eventCount;
    }

    /** In a mark: the day of the harvest as days since 1970-01-01, -1 where it is not said. */
    public int asOf() {
        return asOf;
    }

    /** The text of a field, null where the row has none. */
    @Nullable
    public String text(Text text) {
        int field = layout.index(text);
        return isNull(field) ? null : new String(bytes, from[field], to[field] - from[field], StandardCharsets.UTF_8);
    }

    /** Whether the text of a field is this one, given as UTF-8; null for none. */
    public boolean textIs(Text text, byte @Nullable [] value) {
        int field = layout.index(text);
        if (isNull(field) || value == null) {
            return isNull(field) && value == null;
        }
        return Arrays.equals(bytes, from[field], to[field], value, 0, value.length);
    }

    /** A hash of a field's text that is not 0; 0 where the row has none. */
    public long hash(Text text) {
        int field = layout.index(text);
        if (isNull(field)) {
            return 0;
        }
        return nonZero(Hashing.xxh3_64().hashBytesToLong(bytes, from[field], to[field] - from[field]));
    }

    /** The hash of a text that a row has. */
    public static long hash(String text) {
        return nonZero(Hashing.xxh3_64().hashBytesToLong(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static long nonZero(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** Likewise, of half the length. */
    public int shortHash(Text text) {
        long hash = hash(text);
        return (int) hash == 0 && hash != 0 ? 1 : (int) hash;
    }

    private boolean isNull(int field) {
        return field < 0 || from[field] < 0;
    }
}
