package dev.stopcode.triage.limit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Remembers what reading threw: decoders above may wrap it, or take it for the end. */
public final class WatchedInput extends FilterInputStream {

    private @Nullable IOException thrown;

    public WatchedInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            thrown = e;
            throw e;
        }
    }

    /** Throws what was thrown, if anything was. */
    public void rethrow() throws IOException {
        if (thrown != null) {
            throw thrown;
        }
    }
}
