package dev.stopcode.producer.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file row by row, in memory that does not grow with the file. The same bytes give the same rows with the same
 * numbers. What fails with {@link UnreadableReport} is the fault of the file; any other {@link IOException} comes from
 * the stream. For one thread.
 */
public interface RowReader extends Closeable {

    /**
     * The next row, null behind the last.
     *
     * @throws UnreadableReport if the file is damaged from here on, or turns out to be none of rows
     */
    @Nullable
    Line next() throws IOException;
}
