package dev.stopcode.producer.file;

import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.producer.file.Line.Rejected;
import dev.stopcode.producer.file.TextRecord.Fitting;
import dev.stopcode.producer.file.TextRecord.Misfit;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report file. Whoever has published the first rows of a file can read past them, for they keep their numbers.
 */
public final class ReportReader implements RowReader {

    private final Reader text;
    private final Header header;
    private final Records records;
    private final RowMapper mapper;
    private final long[] unread;
    private long rows;

    private ReportReader(Reader text, PhysicalLines lines, Header header, RowMapper mapper) {
        this.text = text;
        this.header = header;
        this.records = new Records(lines, header);
        this.mapper = mapper;
        this.unread = new long[header.width()];
    }

    /**
     * Reads the header. The stream is closed with the reader, and if this fails.
     *
     * @param source id of the source, for the records
     * @param counting whether the source counts, likewise
     * @param harvestId number of the report run, for the records
     * @param devices hides the devices, for this reader alone
     * @throws UnreadableReport if the file cannot be unpacked, or its header is missing, ambiguous or lacks what
     *     is needed
     */
    public static ReportReader open(
            InputStream file, String source, boolean counting, long harvestId, DeviceHash devices) throws IOException {
        RowOrigin origin = new RowOrigin(source, counting, harvestId);
        try {
            return of(ReportText.open(file), new RowMapper(origin, origin, devices));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    static ReportReader of(Reader text, RowMapper mapper) throws IOException {
        PhysicalLines lines = new PhysicalLines(text);
        return new ReportReader(text, lines, Header.read(lines), mapper);
    }

    @Override
    public @Nullable Line next() throws IOException {
        return switch (records.next()) {
            case null -> null;
            case Misfit misfit -> new Rejected(++rows, misfit.line(), misfit.text(), misfit.cause());
            case Fitting record -> {
                countUnread(record.fields());
                yield mapper.map(new Row(header, record.fields()), ++rows, record.line());
            }
        };
    }

    /** The columns that are not read, by their names in this report, and how many rows so far had a value there. */
    public Map<String, Long> unread() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int column = 0; column < unread.length; column++) {
            if (header.column(column) == null) {
                counts.merge(header.name(column), unread[column], Long::sum);
            }
        }
        return counts;
    }

    private void countUnread(String[] fields) {
        for (int column = 0; column < unread.length; column++) {
            if (header.column(column) == null && Row.value(fields[column]) != null) {
                unread[column]++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
