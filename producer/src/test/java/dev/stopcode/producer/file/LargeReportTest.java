package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LargeReportTest {

    /** Two buffers of 64 KiB, the decoder's and the characters', a record at its longest, and room to spare. */
    private static final long READ_AHEAD = 256 << 10;

    private static final int ROW = 4096;
    private static final String HEADER = "FailureDateTime,FailureHash,ReleaseName,EventCount\n";

    @Test
    void shouldHoldNoMoreThanAFewRowsOfAFileOf256MiB() throws IOException {
        // Given
        Generated rows = new Generated(64 << 10);
        long read = 0;

        // When
        try (ReportReader reader = Reports.open(new SequenceInputStream(bytes(HEADER), rows))) {
            Line first = Objects.requireNonNull(reader.next());
            WeakReference<Line> released = new WeakReference<>(first);
            for (Line line = first; line != null; line = reader.next()) {
                assertThat(line).isInstanceOf(Line.Event.class);
                read += ROW;
                assertThat(rows.made - read).isLessThan(READ_AHEAD);
            }

            // Then
            assertThat(read).isEqualTo(256 << 20);
            first = null;
            Awaitility.await().until(() -> {
                System.gc();
                return released.get() == null;
            });
        }
    }

    @Test
    void shouldReadNoFurtherAheadForAQuoteThatIsNotClosed() throws IOException {
        // Given
        Generated rows = new Generated(1 << 10);

        // When
        try (ReportReader reader = Reports.open(new SequenceInputStream(bytes(HEADER + "\"\n"), rows))) {
            // Then
            assertThat(reader.next()).isInstanceOf(Line.Rejected.class);
            assertThat(rows.made).isLessThan(READ_AHEAD);
            assertThat(reader.next()).isInstanceOf(Line.Event.class);
        }
    }

    @Test
    void shouldHoldNothingOfALineWithoutEnd() throws IOException {
        // Given
        Generated rows = new Generated(1 << 10);
        rows.row[ROW - 1] = 'x';

        // When
        try (ReportReader reader = Reports.open(new SequenceInputStream(bytes(HEADER), rows))) {
            // Then
            assertThat(reader.next())
                    .isInstanceOfSatisfying(
                            Line.Rejected.class, row -> assertThat(row.text()).hasSizeLessThan(ROW));
            assertThat(reader.next()).isNull();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Rows of 4 KiB, most of it in a column that is not read. */
    private static final class Generated extends InputStream {

        private final byte[] row = new byte[ROW];
        private final long size;
        private long made;

        Generated(int rows) {
            size = (long) ROW * rows;
            byte[] start = "2018-07-20T05:35:32,h,".getBytes(StandardCharsets.UTF_8);
            byte[] end = ",1\n".getBytes(StandardCharsets.UTF_8);
            Arrays.fill(row, (byte) 'x');
            System.arraycopy(start, 0, row, 0, start.length);
            System.arraycopy(end, 0, row, ROW - end.length, end.length);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (made == size) {
                return -1;
            }
            int at = (int) (made % ROW);
            int count = Math.min(length, ROW - at);
            System.arraycopy(row, at, bytes, offset, count);
            made += count;
            return count;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }
}
