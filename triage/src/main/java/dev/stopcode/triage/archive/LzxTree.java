package dev.stopcode.triage.archive;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** A canonical Huffman code over symbols whose lengths a stream tells as differences to those it told before. */
final class LzxTree {

    private static final int LONGEST = 16;
    private static final int PRETREE = 20;

    private final byte[] lengths;
    private final int[] counts = new int[LONGEST + 1];
    private final int[] symbols;

    LzxTree(int size) {
        this.lengths = new byte[size];
        this.symbols = new int[size];
    }

    int size() {
        return lengths.length;
    }

    /** All lengths, each in so many bits. */
    void readPlain(LzxBits in, int bits) throws DataFormatException {
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (byte) in.bits(bits);
        }
        build();
    }

    /** The lengths of some symbols; {@link #build} follows. */
    void readPacked(LzxBits in, int from, int to) throws DataFormatException {
        LzxTree pretree = new LzxTree(PRETREE);
        pretree.readPlain(in, 4);
        int at = from;
        while (at < to) {
            int code = pretree.symbol(in);
            int run = switch (code) {
                case 17 -> 4 + in.bits(4);
                case 18 -> 20 + in.bits(5);
                case 19 -> 4 + in.bits(1);
                default -> 1;
            };
            if (run > to - at) {
                throw new DataFormatException();
            }
            byte length = switch (code) {
                case 17, 18 -> 0;
                case 19 -> changed(at, pretree.symbol(in));
                default -> changed(at, code);
            };
            for (int end = at + run; at < end; at++) {
                lengths[at] = length;
            }
        }
    }

    private byte changed(int symbol, int by) throws DataFormatException {
        if (by > LONGEST) {
            throw new DataFormatException();
        }
        return (byte) ((lengths[symbol] - by + LONGEST + 1) % (LONGEST + 1));
    }

    /** Makes the code of the lengths. */
    void build() throws DataFormatException {
        Arrays.fill(counts, 0);
        for (byte length : lengths) {
            counts[length]++;
        }
        int[] offsets = new int[LONGEST + 2];
        int room = 1;
        for (int length = 1; length <= LONGEST; length++) {
            room = (room << 1) - counts[length];
            offsets[length + 1] = offsets[length] + counts[length];
            if (room < 0) {
                throw new DataFormatException();
            }
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] != 0) {
                symbols[offsets[lengths[symbol]]++] = symbol;
            }
        }
    }

    /** The symbol whose code comes next. */
    int symbol(LzxBits in) throws DataFormatException {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= in.bit();
            int count = counts[length];
            if (code - first < count) {
                return symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        throw new DataFormatException();
    }
}
