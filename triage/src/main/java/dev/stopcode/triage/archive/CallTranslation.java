package dev.stopcode.triage.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns targets of x86 calls (E8), which LZX may store as absolute ones, back into relative ones. */
final class CallTranslation {

    private static final int FRAMES = 32768;
    private static final int UNTOUCHED = 10;
    private static final byte CALL = (byte) 0xE8;

    private int fileSize;
    private int frames;
    private int position;

    /** @param fileSize 0: nothing is translated */
    void setFileSize(int fileSize) {
        this.fileSize = fileSize;
    }

    void translate(byte[] frame, int length) {
        if (fileSize != 0 && frames++ < FRAMES) {
            ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < length - UNTOUCHED; at++) {
                if (frame[at] == CALL) {
                    int target = bytes.getInt(at + 1);
                    int from = position + at;
                    if (target >= -from && target < fileSize) {
                        bytes.putInt(at + 1, target < 0 ? target + fileSize : target - from);
                    }
                    at += Integer.BYTES;
                }
            }
        }
        position += length;
    }
}
