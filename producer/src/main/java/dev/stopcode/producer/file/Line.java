package dev.stopcode.producer.file;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.stopcode.producer.hits.RowIdentity;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.nio.charset.StandardCharsets;

/** What a row of a report comes to. No part of it holds a device id. */
public sealed interface Line {

    /** Number of the row in its file, rejected rows included, the header and blank lines not; the first is 1. */
    long row();

    /** The physical line that the row begins on; the header of most files is on line 1. */
    long line();

    /** What the row adds to a sum over the rows of the file that does not depend on their order. */
    HashValue128 identity();

    /** A single failure. */
    record Event(long row, long line, ReportRow value) implements Line {

        @Override
        public HashValue128 identity() {
            return RowIdentity.of(value);
        }
    }

    /** An aggregated row: failures of one day. */
    record Hit(long row, long line, FailureHit value) implements Line {

        @Override
        public HashValue128 identity() {
            return RowIdentity.of(value);
        }
    }

    /**
     * A row that could not be used.
     *
     * @param text its fields, those of columns that are not read and the device's as {@code ***}; where it does not fit
     *     the header, its line with an {@code x} for each letter and digit
     * @param cause what is wrong with it: column and value, or how it fails to fit the header
     */
    record Rejected(long row, long line, String text, String cause) implements Line {

        @Override
        public HashValue128 identity() {
            return RowIdentity.of(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
