package dev.stopcode.producer.hits;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The 128-bit identity of a row: a hash over the fields that its schema names as such, which are the first ones. */
public final class RowIdentity {

    private static final int FIELDS_OF_HIT =
            FailureHit.getClassSchema().getField("modelFamily").pos() + 1;
    private static final int FIELDS_OF_EVENT =
            ReportRow.getClassSchema().getField("cabIdHash").pos() + 1;

    private RowIdentity() {}

    public static HashValue128 of(FailureHit hit) {
        return of(hit, FIELDS_OF_HIT);
    }

    public static HashValue128 of(ReportRow event) {
        return of(event, FIELDS_OF_EVENT);
    }

    /** Stands for a row that could not be used, by its bytes. */
    public static HashValue128 of(byte[] row) {
        return Hashing.xxh3_128().hashBytesTo128Bits(row);
    }

    private static HashValue128 of(SpecificRecord row, int fields) {
        HashStream128 hash = Hashing.xxh3_128().hashStream();
        for (int field = 0; field < fields; field++) {
            put(hash, row.get(field));
        }
        return hash.get();
    }

    private static void put(HashStream128 hash, @Nullable Object value) {
        switch (value) {
            case null -> hash.putByte((byte) 0);
            case LocalDate date -> hash.putByte((byte) 1).putLong(date.toEpochDay());
            case Instant time -> hash.putByte((byte) 3).putLong(time.toEpochMilli());
            default -> hash.putByte((byte) 2).putString((String) value);
        }
    }
}
