package dev.stopcode.producer.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The text of a file, packed and encoded as its first bytes tell. Bytes that are no text become U+FFFD. */
final class ReportText {

    private static final int BUFFER = 1 << 16;
    private static final int LOOK_AHEAD = 4;
    private static final String GZIP = "1f8b";
    private static final String ZIP = "504b0304";
    private static final String EMPTY_ZIP = "504b0506";

    private ReportText() {}

    /** Fails with {@link UnreadableReport} where the packing is damaged, then or later on. */
    static Reader open(InputStream file) throws IOException {
        InputStream text = new BufferedInputStream(unpack(new BufferedInputStream(file, BUFFER)), BUFFER);
        return new InputStreamReader(text, encoding(text));
    }

    private static InputStream unpack(InputStream file) throws IOException {
        String start = start(file);
        if (start.startsWith(GZIP)) {
            return new Unpacked("gzip", () -> new GZIPInputStream(new Members(file), BUFFER));
        }
        if (start.equals(ZIP) || start.equals(EMPTY_ZIP)) {
            return new Unpacked("zip", () -> new OnlyFile(file));
        }
        return file;
    }

    private static Charset encoding(InputStream text) throws IOException {
        String start = start(text);
        if (start.startsWith("efbbbf")) {
            text.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (start.startsWith("fffe") || start.startsWith("feff")) {
            text.skipNBytes(2);
            return start.startsWith("ff") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        if (start.matches("(?!00)..00(?!00)..00")) {
            return StandardCharsets.UTF_16LE;
        }
        return start.matches("00(?!00)..00(?!00)..") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static String start(InputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        String start = HexFormat.of().formatHex(in.readNBytes(LOOK_AHEAD));
        in.reset();
        return start;
    }

    @FunctionalInterface
    private interface Packing {
        InputStream open() throws IOException;
    }

    /** Tells damage in the packing from trouble with the file itself. */
    private static final class Unpacked extends InputStream {

        private final String kind;
        private final InputStream packing;

        Unpacked(String kind, Packing packing) throws IOException {
            this.kind = kind;
            try {
                this.packing = packing.open();
            } catch (ZipException | EOFException e) {
                throw damaged(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return packing.read(bytes, offset, length);
            } catch (ZipException | EOFException | IllegalArgumentException e) {
                throw damaged(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public void close() throws IOException {
            packing.close();
        }

        private UnreadableReport damaged(Exception cause) {
            return new UnreadableReport(kind + ": damaged: " + cause.getMessage());
        }
    }

    /** Never says that nothing is left: the gzip of JDK 21 would take that for the end of its last member. */
    private static final class Members extends FilterInputStream {

        Members(InputStream file) {
            super(file);
        }

        @Override
        public int available() {
            return 1;
        }
    }

    /** The one file in a zip; where its end shows another, reading fails. */
    private static final class OnlyFile extends InputStream {

        private final ZipInputStream zip;
        private boolean begun;

        OnlyFile(InputStream file) {
            this.zip = new ZipInputStream(file);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (!begun) {
                begun = true;
                if (!nextFile()) {
                    throw new UnreadableReport("zip: no file in it");
                }
            }
            int count = zip.read(bytes, offset, length);
            if (count < 0 && nextFile()) {
                throw new UnreadableReport("zip: more than one file in it");
            }
            return count;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }

        private boolean nextFile() throws IOException {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && entry.isDirectory()) {
                entry = zip.getNextEntry();
            }
            return entry != null;
        }
    }
}
