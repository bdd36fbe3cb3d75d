package dev.stopcode.triage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A poor LZX compressor that writes all that there is: blocks of all kinds, which begin and end anywhere in a frame,
 * repeated offsets, long matches, lengths of codes by difference and in runs, and calls translated.
 */
final class LzxEncoder {

    static final int WINDOW_BITS = 16;

    private static final int SLOTS = 32;
    private static final int CALLS = 12_000_000;
    private static final int[] BLOCKS = {20_001, 9_999, 45_000, 3_333, 30_000};

    private final byte[] content;
    private final byte[] mainLengths = new byte[256 + 8 * SLOTS];
    private final byte[] longLengths = new byte[249];
    private final int[] recent = {1, 1, 1};
    private final Map<Integer, Integer> seen = new HashMap<>();
    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int word;
    private int bits;
    private int at;
    private int blockNumber;
    private int blockEnd;
    private boolean padding;

    /** A literal (length 1) or a match; slot and extra bits are of its offset. */
    private record Token(int symbol, int longLength, int slot, int extra) {}

    LzxEncoder(byte[] content) {
        this.content = content.clone();
        if (content.length > 0) {
            put(1, 1);
            put(CALLS >> 16, 16);
            put(CALLS & 0xFFFF, 16);
        }
        for (int from = 0; from < content.length; from += Cabs.FRAME) {
            translate(from, Math.min(content.length, from + Cabs.FRAME));
        }
    }

    private int kind() {
        return 1 + (blockNumber + 2) % 3;
    }

    private void translate(int from, int to) {
        for (int i = from; i < to - 10; i++) {
            if (content[i] == (byte) 0xE8) {
                int relative = int32(i + 1);
                int absolute = relative + i;
                if (relative >= -i && relative < CALLS) {
                    int stored = absolute < CALLS ? absolute : relative - CALLS;
                    for (int b = 0; b < 4; b++) {
                        content[i + 1 + b] = (byte) (stored >> (8 * b));
                    }
                }
                i += 4;
            }
        }
    }

    private int int32(int i) {
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(i);
    }

    /** The packed data of the next frame. */
    byte[] frame(int frameEnd) {
        while (at < frameEnd) {
            boolean begins = at == blockEnd;
            if (begins) {
                blockEnd = Math.min(content.length, at + BLOCKS[blockNumber % BLOCKS.length]);
                blockNumber++;
            }
            int end = Math.min(frameEnd, blockEnd);
            if (kind() == 3) {
                uncompressed(begins, end);
            } else {
                // a code for all of the block is made at its beginning
                compressed(begins, end);
            }
        }
        if (bits > 0) {
            put(0, 16 - bits);
        }
        byte[] packed = out.toByteArray();
        out = new ByteArrayOutputStream();
        return packed;
    }

    private void header() {
        if (padding) {
            out.write(0);
            padding = false;
        }
        put(kind(), 3);
        put(blockEnd - at, 24);
    }

    private void uncompressed(boolean begins, int end) {
        if (begins) {
            header();
            put(0, bits == 0 ? 16 : 16 - bits);
            for (int offset : recent) {
                for (int b = 0; b < 4; b++) {
                    out.write(offset >> (8 * b));
                }
            }
            padding = (blockEnd - at) % 2 != 0;
        }
        out.write(content, at, end - at);
        at = end;
        if (at == blockEnd && at == content.length && padding) {
            out.write(0);
        }
    }

    private void compressed(boolean begins, int end) {
        if (begins) {
            header();
            if (kind() == 2) {
                for (int i = 0; i < 8; i++) {
                    put(3, 3);
                }
            }
            byte[] all = skewed(mainLengths.length, blockNumber);
            lengths(mainLengths, all, 0, 256);
            lengths(mainLengths, all, 256, all.length);
            lengths(longLengths, skewed(longLengths.length, blockNumber + 1), 0, longLengths.length);
        }
        int[] mainCodes = codes(mainLengths);
        int[] longCodes = codes(longLengths);
        for (Token token : tokens(end)) {
            put(mainCodes[token.symbol()], mainLengths[token.symbol()]);
            if (token.longLength() >= 0) {
                put(longCodes[token.longLength()], longLengths[token.longLength()]);
            }
            offset(token);
        }
    }

    private void offset(Token token) {
        int count = token.slot() < 4 ? 0 : token.slot() / 2 - 1;
        if (kind() == 2 && count >= 3) {
            put(token.extra() >> 3, count - 3);
            put(token.extra() & 7, 3);
        } else {
            put(token.extra(), count);
        }
    }

    private List<Token> tokens(int end) {
        List<Token> tokens = new ArrayList<>();
        while (at < end) {
            Integer before = at + 3 <= end ? seen.put(hash(at), at) : null;
            int length = before == null ? 0 : match(before, end);
            if (before == null || length < 3 || at - before > (1 << WINDOW_BITS) - 3) {
                tokens.add(new Token(content[at] & 0xFF, -1, 0, 0));
                at++;
            } else {
                tokens.add(token(at - before, length));
                at += length;
            }
        }
        return tokens;
    }

    private Token token(int offset, int length) {
        int slot = 0;
        while (slot < 3 && recent[slot] != offset) {
            slot++;
        }
        int extra = 0;
        if (slot < 3) {
            recent[slot] = recent[0];
        } else {
            while (slot + 1 < SLOTS && base(slot + 1) <= offset + 2) {
                slot++;
            }
            extra = offset + 2 - base(slot);
            recent[2] = recent[1];
            recent[1] = recent[0];
        }
        recent[0] = offset;
        int header = Math.min(7, length - 2);
        return new Token(256 + 8 * slot + header, header == 7 ? length - 9 : -1, slot, extra);
    }

    private static int base(int slot) {
        return slot < 4 ? slot : (2 + slot % 2) << (slot / 2 - 1);
    }

    private int hash(int i) {
        return (content[i] << 16) ^ ((content[i + 1] & 0xFF) << 8) ^ (content[i + 2] & 0xFF);
    }

    private int match(int before, int end) {
        int length = 0;
        while (at + length < end && length < 257 && content[before + length] == content[at + length]) {
            length++;
        }
        return length;
    }

    /** Lengths of a complete code, some symbols with short ones. */
    private static byte[] skewed(int size, int turn) {
        byte[] lengths = new byte[size];
        int favourite = turn * 37 % size;
        int others = size - 1;
        int depth = 32 - Integer.numberOfLeadingZeros(others - 1);
        int shorter = (1 << depth) - others;
        for (int i = 0, other = 0; i < size; i++) {
            lengths[i] = (byte) (i == favourite ? 1 : other++ < shorter ? depth : depth + 1);
        }
        return lengths;
    }

    private static int[] codes(byte[] lengths) {
        int[] codes = new int[lengths.length];
        int code = 0;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < lengths.length; i++) {
                if (lengths[i] == length) {
                    codes[i] = code++;
                }
            }
            code <<= 1;
        }
        return codes;
    }

    private void lengths(byte[] old, byte[] all, int from, int to) {
        byte[] pretree = new byte[20];
        Arrays.fill(pretree, 0, 12, (byte) 4);
        Arrays.fill(pretree, 12, 20, (byte) 5);
        int[] codes = codes(pretree);
        for (byte length : pretree) {
            put(length, 4);
        }
        for (int i = from; i < to; ) {
            int delta = (old[i] - all[i] + 17) % 17;
            int run = 1;
            while (i + run < to && run < 5 && all[i + run] == all[i]) {
                run++;
            }
            if (run >= 4) {
                put(codes[19], pretree[19]);
                put(run - 4, 1);
            } else {
                run = 1;
            }
            put(codes[delta], pretree[delta]);
            for (int end = i + run; i < end; i++) {
                old[i] = all[i];
            }
        }
    }

    private void put(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            word = (word << 1) | ((value >> i) & 1);
            if (++bits == 16) {
                out.write(word);
                out.write(word >> 8);
                word = 0;
                bits = 0;
            }
        }
    }
}
