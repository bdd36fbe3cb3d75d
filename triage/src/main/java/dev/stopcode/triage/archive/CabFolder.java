package dev.stopcode.triage.archive;

import dev.stopcode.triage.limit.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;

/** A folder of a CAB, unpacked block by block. */
final class CabFolder extends InputStream {

    /** Bytes that a block unpacks to at most; only the last of a folder may be shorter. */
    static final int FRAME = 32768;

    private static final int MAX_GROWTH = 6144;

    private final CabInput in;
    private final int reserve;
    private final BlockDecoder decoder;
    private final byte[] packed = new byte[FRAME + MAX_GROWTH];
    private final byte[] frame = new byte[FRAME];
    private int blocks;
    private int frameLength = FRAME;
    private int at = FRAME;

    CabFolder(CabInput in, int blocks, int reserve, BlockDecoder decoder) {
        this.in = in;
        this.blocks = blocks;
        this.reserve = reserve;
        this.decoder = decoder;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == frameLength) {
            if (blocks == 0) {
                return -1;
            }
            block();
        }
        int read = Math.min(length, frameLength - at);
        System.arraycopy(frame, at, bytes, offset, read);
        at += read;
        return read;
    }

    private void block() throws IOException {
        if (frameLength < FRAME) {
            throw Unreadable.broken("a short block in the middle of the CAB");
        }
        blocks--;
        long checksum = in.u32();
        int packedLength = in.u16();
        int length = in.u16();
        in.skip(reserve);
        if (packedLength > packed.length || length > FRAME || length == 0) {
            throw Unreadable.broken("a block of the CAB has no possible size");
        }
        in.fully(packed, packedLength);
        if (checksum != 0 && checksum != checksum(packed, packedLength, length)) {
            throw Unreadable.broken("a checksum in the CAB is wrong");
        }
        try {
            decoder.decode(packed, packedLength, frame, length);
        } catch (DataFormatException e) {
            throw Unreadable.broken("a block of the CAB cannot be unpacked");
        }
        frameLength = length;
        at = 0;
    }

    /** Exclusive or of the words of the data and of the two lengths; what is left of the last word counts backwards. */
    private static long checksum(byte[] data, int packedLength, int length) {
        int sum = packedLength | (length << 16);
        int whole = packedLength & ~3;
        for (int i = 0; i < whole; i++) {
            sum ^= (data[i] & 0xFF) << (8 * (i & 3));
        }
        int rest = 0;
        for (int i = whole; i < packedLength; i++) {
            rest = (rest << 8) | (data[i] & 0xFF);
        }
        return (sum ^ rest) & 0xFFFF_FFFFL;
    }
}
