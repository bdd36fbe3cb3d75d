package dev.stopcode.devcenter.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Remembers the bytes of the row being read, also across chunks, for the case that it must be rejected. */
final class RowText {

    private static final long NONE = -1;

    private final ByteArrayOutputStream carried = new ByteArrayOutputStream();
    private byte[] chunk = {};
    private long chunkStart;
    private long rowStart = NONE;

    /** The next chunk of the answer; only what belongs to an open row is kept of the one before. */
    void chunk(byte[] next) {
        if (rowStart != NONE) {
            carry(chunkStart + chunk.length);
        }
        chunkStart += chunk.length;
        chunk = next;
    }

    /** Where in the answer that character is first met in the present chunk, which must have it. */
    long indexOf(char character) {
        int index = 0;
        while (chunk[index] != character) {
            index++;
        }
        return chunkStart + index;
    }

    /** A row begins at that byte of the answer. */
    void begin(long offset) {
        carried.reset();
        rowStart = offset;
    }

    /** The open row ends before that byte and is not needed any more. */
    void drop() {
        rowStart = NONE;
    }

    /** The text of the open row, which ends before that byte. */
    String end(long offset) {
        carry(offset);
        drop();
        return carried.toString(StandardCharsets.UTF_8);
    }

    private void carry(long end) {
        int from = (int) Math.max(0, rowStart - chunkStart);
        carried.write(chunk, from, (int) (end - chunkStart) - from);
    }
}
