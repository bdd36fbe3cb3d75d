package dev.stopcode.triage.archive;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate, a stream for each block, which may refer to the frame before. */
final class MszipDecoder implements BlockDecoder {

    private final byte[] history = new byte[CabFolder.FRAME];
    private int historyLength;

    @Override
    public void decode(byte[] packed, int packedLength, byte[] frame, int length) throws DataFormatException {
        if (packedLength < 2 || packed[0] != 'C' || packed[1] != 'K') {
            throw new DataFormatException();
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(history, 0, historyLength);
            inflater.setInput(packed, 2, packedLength - 2);
            int unpacked = 0;
            while (unpacked < length) {
                int more = inflater.inflate(frame, unpacked, length - unpacked);
                if (more == 0) {
                    throw new DataFormatException();
                }
                unpacked += more;
            }
        } finally {
            inflater.end();
        }
        System.arraycopy(frame, 0, history, 0, length);
        historyLength = length;
    }
}
