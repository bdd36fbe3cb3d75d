package dev.stopcode.streams.dedup;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads what deduplication needs of a {@link FailureHit} straight from its Avro bytes, without decoding the row. The
 * identity of a row is the hash of the encoded fields from {@code source} to {@code modelFamily}: they come first in the
 * schema for this purpose.
 *
 * <p>One cursor is moved from row to row; what it answers holds until the next {@link #read}.
 */
final class RowCursor {

    private static final List<Schema.Field> FIELDS = FailureHit.getClassSchema().getFields();
    /** Marks by the number that Avro writes. */
    private static final List<HarvestMark> MARKS = HarvestMark.getClassSchema().getEnumSymbols().stream()
            .map(HarvestMark::valueOf)
            .toList();

    private static final int FIRST_DIMENSION = index("failureName");
    private static final int IDENTITY_FIELDS = index("modelFamily") + 1;
    /** Fields that the cursor walks over; later ones may change without its notice. */
    private static final int WALKED_FIELDS = index("asOf") + 1;

    static final int FAILURE_NAME = index("failureName");
    static final int FAILURE_HASH = index("failureHash");
    static final int SYMBOL = index("symbol");
    static final int DRIVER_NAME = index("driverName");
    static final int DRIVER_VERSION = index("driverVersion");

    /** Where the text of each string field begins and ends; -1 where it is null. */
    private final int[] from = new int[IDENTITY_FIELDS];

    private final int[] to = new int[IDENTITY_FIELDS];

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

    private static int index(String field) {
        return FailureHit.getClassSchema().getField(field).pos();
    }

    /** Whether rows written with this schema can be read: its leading fields are those of the current one. */
    static boolean understands(Schema writer) {
        List<Schema.Field> fields = writer.getFields();
        if (fields.size() < WALKED_FIELDS) {
            return false;
        }
        for (int i = 0; i < WALKED_FIELDS; i++) {
            Schema.Field theirs = fields.get(i);
            Schema.Field ours = FIELDS.get(i);
            if (!theirs.name().equals(ours.name()) || !sameEncoding(theirs.schema(), ours.schema())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEncoding(Schema theirs, Schema ours) {
        if (theirs.getType() != ours.getType()) {
            return false;
        }
        return switch (ours.getType()) {
            case UNION ->
                theirs.getTypes().size() == ours.getTypes().size()
                        && sameEncoding(
                                theirs.getTypes().get(0), ours.getTypes().get(0))
                        && sameEncoding(
                                theirs.getTypes().get(1), ours.getTypes().get(1));
            case ENUM -> theirs.getEnumSymbols().equals(ours.getEnumSymbols());
            default -> true;
        };
    }

    /**
     * Moves to the row whose Avro encoding begins at {@code offset}.
     *
     * @throws IndexOutOfBoundsException if the bytes are no row
     */
    void read(byte[] row, int offset) {
        bytes = row;
        position = offset;
        identityFrom = offset;
        readText(0);
        day = (int) readLong();
        for (int field = FIRST_DIMENSION; field < IDENTITY_FIELDS; field++) {
            if (readLong() == 0) {
                from[field] = -1;
            } else {
                readText(field);
            }
        }
        identityTo = position;
        mark = readLong() == 0 ? null : MARKS.get((int) readLong());
        harvestId = readLong();
        counting = bytes[position++] != 0;
        eventCount = readLong();
        if (mark != null) {
            readOptionalLong();
            asOf = (int) readOptionalLong();
        }
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
    HashValue128 identity() {
        return Hashing.xxh3_128().hashBytesTo128Bits(bytes, identityFrom, identityTo - identityFrom);
    }

    /** The source's id. */
    String source() {
        return new String(bytes, from[0], to[0] - from[0], StandardCharsets.UTF_8);
    }

    /** Whether the source's id is this text, given as UTF-8. */
    boolean sourceIs(byte[] source) {
        return Arrays.equals(bytes, from[0], to[0], source, 0, source.length);
    }

    /** The row's date as days since 1970-01-01. */
    int day() {
        return day;
    }

    /** The mark, null in a row. */
    @Nullable
    HarvestMark mark() {
        return mark;
    }

    long harvestId() {
        return harvestId;
    }

    boolean counting() {
        return counting;
    }

    long eventCount() {
        return eventCount;
    }

    /** In a mark: the day of the harvest as days since 1970-01-01, -1 where it is not said. */
    int asOf() {
        return asOf;
    }

    /** The text of a dimension, null where the row has none. */
    @Nullable
    String text(int field) {
        return from[field] < 0 ? null : new String(bytes, from[field], to[field] - from[field], StandardCharsets.UTF_8);
    }

    /** Whether the text of a dimension is this one, given as UTF-8; null for none. */
    boolean textIs(int field, byte @Nullable [] text) {
        if (from[field] < 0 || text == null) {
            return from[field] < 0 && text == null;
        }
        return Arrays.equals(bytes, from[field], to[field], text, 0, text.length);
    }
}
