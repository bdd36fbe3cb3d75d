package dev.stopcode.triage.archive;

import java.util.zip.DataFormatException;

/** Bits of a block: words of 16, low byte first, highest bit first. */
final class LzxBits {

    private final byte[] bytes;
    private final int length;
    private int at;
    private int word;
    private int left;

    LzxBits(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    int bit() throws DataFormatException {
        if (left == 0) {
            word = nextByte() | nextByte() << 8;
            left = 16;
        }
        return word >> --left & 1;
    }

    int bits(int count) throws DataFormatException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Ends the word that was begun, or skips one: bytes follow. */
    void toBytes() throws DataFormatException {
        if (left == 0) {
            bits(16);
        }
        left = 0;
    }

    int nextByte() throws DataFormatException {
        if (at == length) {
            throw new DataFormatException();
        }
        return bytes[at++] & 0xFF;
    }

    int nextInt() throws DataFormatException {
        return nextByte() | nextByte() << 8 | nextByte() << 16 | nextByte() << 24;
    }

    boolean atEnd() {
        return at == length;
    }
}
