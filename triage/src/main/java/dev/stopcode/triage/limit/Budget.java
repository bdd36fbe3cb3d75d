package dev.stopcode.triage.limit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/** What is left of the limits while one file is read. */
public final class Budget {

    private final Limits limits;
    private final Clock clock;
    private final Instant deadline;
    private long unpacked;
    private int entries;

    public Budget(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.deadline = clock.instant().plus(limits.time());
    }

    public Limits limits() {
        return limits;
    }

    /** Called before each entry of an archive. */
    public void entry() throws Unreadable {
        if (++entries > limits.entries()) {
            throw Unreadable.limit("more than " + limits.entries() + " entries");
        }
        onTime();
    }

    /** The same bytes, as long as there is time. */
    public InputStream timed(InputStream in) {
        return new Metered(in, false);
    }

    /** The same bytes, which came out of an archive, as long as there are time and bytes left. */
    public InputStream unpacked(InputStream in) {
        return new Metered(in, true);
    }

    private void onTime() throws Unreadable {
        if (clock.instant().isAfter(deadline)) {
            throw Unreadable.limit("takes longer than " + limits.time().toSeconds() + " s");
        }
    }

    private final class Metered extends FilterInputStream {

        private final boolean counted;

        private Metered(InputStream in, boolean counted) {
            super(in);
            this.counted = counted;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            onTime();
            int read = super.read(bytes, offset, length);
            if (counted && read > 0) {
                unpacked += read;
                if (unpacked > limits.unpackedBytes()) {
                    throw Unreadable.limit("unpacks to more than " + limits.unpackedBytes() + " bytes");
                }
            }
            return read;
        }

        /** By reading: what is skipped costs the same. */
        @Override
        public long skip(long count) throws IOException {
            byte[] nowhere = new byte[Math.clamp(count, 0, 8192)];
            return Math.max(0, read(nowhere, 0, nowhere.length));
        }

        /** Parsers close what they have read to its end, and would close the archive around it. */
        @Override
        public void close() {}

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
