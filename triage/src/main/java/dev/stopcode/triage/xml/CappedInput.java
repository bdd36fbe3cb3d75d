package dev.stopcode.triage.xml;

import dev.stopcode.triage.limit.Unreadable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes and no more. */
final class CappedInput extends FilterInputStream {

    private final int most;
    private long read;

    CappedInput(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int more = super.read(bytes, offset, length);
        read += Math.max(0, more);
        if (read > most) {
            throw Unreadable.limit("an XML part is longer than " + most + " bytes");
        }
        return more;
    }
}
