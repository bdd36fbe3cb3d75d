package dev.stopcode.triage.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a folder, all of which must be there. */
final class CabFile extends InputStream {

    private final InputStream folder;
    private long left;

    CabFile(InputStream folder, long size) {
        this.folder = folder;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0 || left == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = folder.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException();
        }
        left -= read;
        return read;
    }
}
