package dev.stopcode.producer.hits;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.stopcode.schemas.FailureHit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The 128-bit identity of a row: a hash over the fields of {@link FailureHit} that come before its mark. */
final class RowIdentity {

    private static final int FIELDS =
            FailureHit.getClassSchema().getField("modelFamily").pos() + 1;

    private RowIdentity() {}

    static HashValue128 of(FailureHit hit) {
        HashStream128 hash = Hashing.xxh3_128().hashStream();
        for (int field = 0; field < FIELDS; field++) {
            put(hash, hit.get(field));
        }
        return hash.get();
    }

    /** Stands for a row that could not be used, by its bytes. */
    static HashValue128 of(byte[] row) {
        return Hashing.xxh3_128().hashBytesTo128Bits(row);
    }

    private static void put(HashStream128 hash, @Nullable Object value) {
        switch (value) {
            case null -> hash.putByte((byte) 0);
            case LocalDate date -> hash.putByte((byte) 1).putLong(date.toEpochDay());
            default -> hash.putByte((byte) 2).putString((String) value);
        }
    }
}
