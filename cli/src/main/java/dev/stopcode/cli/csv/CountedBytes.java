package dev.stopcode.cli.csv;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The bytes of a file, counted as they are read. */
final class CountedBytes extends FilterInputStream {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1f8b;

    private long count;

    CountedBytes(InputStream file) {
        super(file);
    }

    /** What they hold: unpacked, if they begin as gzip does. */
    InputStream unpacked() throws IOException {
        BufferedInputStream in = new BufferedInputStream(this, BUFFER);
        in.mark(2);
        int start = in.read() << 8 | in.read();
        in.reset();
        return start == GZIP ? new GZIPInputStream(in, BUFFER) : in;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count += Math.max(read, 0);
        return read;
    }
}
