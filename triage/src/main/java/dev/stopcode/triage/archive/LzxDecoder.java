package dev.stopcode.triage.archive;

import java.util.zip.DataFormatException;

/** LZX as in a CAB, by [MS-PATCH] without its deltas. */
final class LzxDecoder implements BlockDecoder {

    static final int MIN_WINDOW = 15;
    static final int MAX_WINDOW = 21;

    private static final int LITERALS = 256;
    private static final int LONG_LENGTHS = 249;
    private static final int ALIGNED_OFFSETS = 8;
    private static final int MIN_MATCH = 2;
    private static final int MOST_EXTRA_BITS = 17;

    /** The kinds of blocks, as they are numbered. */
    private enum Kind {
        NONE,
        VERBATIM,
        ALIGNED,
        UNCOMPRESSED
    }

    private final byte[] window;
    private final LzxTree main;
    private final LzxTree lengths = new LzxTree(LONG_LENGTHS);
    private final LzxTree aligned = new LzxTree(ALIGNED_OFFSETS);
    private final int[] recent = {1, 1, 1};
    private final CallTranslation calls = new CallTranslation();
    private boolean begun;
    private Kind kind = Kind.NONE;
    private int blockLength;
    private int blockLeft;
    private boolean padded;
    private int position;

    /** @param windowBits logarithm of the window's size */
    LzxDecoder(int windowBits) {
        this.window = new byte[1 << windowBits];
        this.main = new LzxTree(LITERALS + 8 * slots(window.length));
    }

    /** How many position slots reach all distances of a window. */
    private static int slots(int windowSize) {
        int slot = 0;
        while (base(slot) < windowSize) {
            slot++;
        }
        return slot;
    }

    private static int extraBits(int slot) {
        return slot < 4 ? 0 : Math.min(MOST_EXTRA_BITS, slot / 2 - 1);
    }

    private static int base(int slot) {
        int doubling = 2 * MOST_EXTRA_BITS + 2;
        if (slot < 4) {
            return slot;
        }
        return slot <= doubling
                ? (2 + slot % 2) << (slot / 2 - 1)
                : (1 << (MOST_EXTRA_BITS + 1)) + ((slot - doubling) << MOST_EXTRA_BITS);
    }

    @Override
    public void decode(byte[] packed, int packedLength, byte[] frame, int length) throws DataFormatException {
        LzxBits in = new LzxBits(packed, packedLength);
        if (!begun) {
            calls.setFileSize(in.bit() == 0 ? 0 : in.bits(16) << 16 | in.bits(16));
            begun = true;
        }
        int start = position;
        int left = length;
        while (left > 0) {
            if (blockLeft == 0) {
                block(in);
            }
            int run = Math.min(left, blockLeft);
            run(in, run);
            left -= run;
            blockLeft -= run;
            padded = run > 0 && blockLeft == 0 && kind == Kind.UNCOMPRESSED && blockLength % 2 != 0;
            skipPadding(in);
        }
        for (int i = 0; i < length; i++) {
            frame[i] = window[start + i & window.length - 1];
        }
        calls.translate(frame, length);
    }

    private void block(LzxBits in) throws DataFormatException {
        skipPadding(in);
        kind = switch (in.bits(3)) {
            case 1 -> Kind.VERBATIM;
            case 2 -> Kind.ALIGNED;
            case 3 -> Kind.UNCOMPRESSED;
            default -> throw new DataFormatException();
        };
        blockLength = in.bits(24);
        blockLeft = blockLength;
        if (kind == Kind.UNCOMPRESSED) {
            in.toBytes();
            for (int i = 0; i < recent.length; i++) {
                recent[i] = in.nextInt();
            }
            return;
        }
        if (kind == Kind.ALIGNED) {
            aligned.readPlain(in, 3);
        }
        main.readPacked(in, 0, LITERALS);
        main.readPacked(in, LITERALS, main.size());
        main.build();
        lengths.readPacked(in, 0, LONG_LENGTHS);
        lengths.build();
    }

    /** A byte behind an uncompressed block of odd length, which may be the first of the next frame's data. */
    private void skipPadding(LzxBits in) throws DataFormatException {
        if (padded && !in.atEnd()) {
            in.nextByte();
            padded = false;
        }
    }

    private void run(LzxBits in, int length) throws DataFormatException {
        int left = length;
        while (left > 0) {
            int symbol = kind == Kind.UNCOMPRESSED ? in.nextByte() : main.symbol(in);
            if (symbol < LITERALS) {
                put((byte) symbol);
                left--;
            } else {
                int match = matchLength(in, symbol & 7);
                int offset = offset(in, (symbol - LITERALS) >> 3);
                if (match > left || offset <= 0 || offset > window.length) {
                    throw new DataFormatException();
                }
                for (int i = 0; i < match; i++) {
                    put(window[position - offset & window.length - 1]);
                }
                left -= match;
            }
        }
    }

    private void put(byte value) {
        window[position] = value;
        position = position + 1 & window.length - 1;
    }

    private int matchLength(LzxBits in, int header) throws DataFormatException {
        return MIN_MATCH + (header < 7 ? header : header + lengths.symbol(in));
    }

    private int offset(LzxBits in, int slot) throws DataFormatException {
        if (slot < recent.length) {
            int offset = recent[slot];
            recent[slot] = recent[0];
            recent[0] = offset;
            return offset;
        }
        int offset = base(slot) - 2 + distance(in, extraBits(slot));
        recent[2] = recent[1];
        recent[1] = recent[0];
        recent[0] = offset;
        return offset;
    }

    /** In a block of aligned offsets, the low three bits have a code of their own. */
    private int distance(LzxBits in, int extraBits) throws DataFormatException {
        return kind == Kind.ALIGNED && extraBits >= 3
                ? (in.bits(extraBits - 3) << 3) + aligned.symbol(in)
                : in.bits(extraBits);
    }
}
