package dev.stopcode.triage.archive;

import dev.stopcode.triage.limit.Unreadable;
import java.util.zip.DataFormatException;

/** Unpacks the blocks of one folder in their order. */
@FunctionalInterface
interface BlockDecoder {

    /** Fills {@code length} bytes of the frame; what they refer to is remembered from frame to frame. */
    void decode(byte[] packed, int packedLength, byte[] frame, int length) throws DataFormatException;

    /**
     * The decoder that a folder names.
     *
     * @param compression the method in the low four bits, the logarithm of LZX's window in the second byte
     */
    static BlockDecoder of(int compression) throws Unreadable {
        int window = compression >> 8 & 0x1F;
        return switch (compression & 0xF) {
            case 0 -> BlockDecoder::copy;
            case 1 -> new MszipDecoder();
            case 3 -> {
                if (window < LzxDecoder.MIN_WINDOW || window > LzxDecoder.MAX_WINDOW) {
                    throw Unreadable.broken("LZX has no such window");
                }
                yield new LzxDecoder(window);
            }
            default -> throw Unreadable.broken("the CAB's compression is neither MSZIP nor LZX");
        };
    }

    private static void copy(byte[] packed, int packedLength, byte[] frame, int length) throws DataFormatException {
        if (packedLength != length) {
            throw new DataFormatException();
        }
        System.arraycopy(packed, 0, frame, 0, length);
    }
}
