package dev.stopcode.triage.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stopcode.triage.limit.Unreadable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Little-endian numbers, read forward only. */
final class CabInput {

    private static final int LONGEST_TEXT = 256;

    private final InputStream in;
    private long position;

    CabInput(InputStream in) {
        this.in = in;
    }

    int u8() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        position++;
        return value;
    }

    int u16() throws IOException {
        return u8() | u8() << 8;
    }

    long u32() throws IOException {
        return u16() | (long) u16() << 16;
    }

    /** Text up to a zero byte. */
    String text() throws IOException {
        byte[] bytes = new byte[LONGEST_TEXT];
        for (int length = 0; length < bytes.length; length++) {
            bytes[length] = (byte) u8();
            if (bytes[length] == 0) {
                return new String(bytes, 0, length, ISO_8859_1);
            }
        }
        throw Unreadable.broken("a name in the CAB is too long");
    }

    void fully(byte[] bytes, int length) throws IOException {
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException();
        }
        position += length;
    }

    void skip(long count) throws IOException {
        in.skipNBytes(count);
        position += count;
    }

    /** Goes on at an offset of the file, which must lie ahead. */
    void skipTo(long offset) throws IOException {
        if (offset < position) {
            throw Unreadable.broken("an offset in the CAB points backwards");
        }
        skip(offset - position);
    }
}
