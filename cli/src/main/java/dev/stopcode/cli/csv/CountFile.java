package dev.stopcode.cli.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Daily counts in CSV (RFC 4180, UTF-8) with a header, packed with gzip or not, row by row. Whatever cannot be used is told
 * as a {@link UserError} with file and line.
 */
public final class CountFile implements AutoCloseable {

    private final Path file;
    private final CountedBytes bytes;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> names;
    private final int[] columns;
    private final int width;
    private final Map<String, Integer> days = new HashMap<>();
    private @Nullable CsvRecord record;
    private long rows;

    /** @param names of the columns that are read, which may stand in any order and among others */
    public CountFile(Path file, String... names) {
        this.file = file;
        this.names = List.of(names);
        try {
            bytes = new CountedBytes(Files.newInputStream(file));
            records = CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(new InputStreamReader(bytes.unpacked(), StandardCharsets.UTF_8))
                    .iterator();
        } catch (IOException e) {
            throw unreadable(e);
        }
        List<String> header = read() && record != null ? record.getFields() : List.of();
        width = header.size();
        columns = this.names.stream().mapToInt(name -> column(header, name)).toArray();
    }

    /** Bytes of a file, 0 if it cannot be read. */
    public static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private int column(List<String> header, String name) {
        int column = header.indexOf(name);
        if (column < 0) {
            throw UserError.usage(file + ":1: there is no column " + name
                    + (header.isEmpty() ? "" : " among " + String.join(", ", header)) + ". The first line must name "
                    + String.join(", ", names) + ".");
        }
        return column;
    }

    /** Goes on to the next row; false behind the last. */
    public boolean next() {
        if (!read()) {
            return false;
        }
        rows++;
        int fields = row().getFieldCount();
        if (fields != width) {
            throw problem(fields + " fields instead of " + width + ".");
        }
        return true;
    }

    private boolean read() {
        try {
            record = records.hasNext() ? records.next() : null;
            return record != null;
        } catch (CsvParseException e) {
            throw UserError.usage(file + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        }
    }

    private UserError unreadable(IOException cause) {
        return UserError.usage(file + ": " + FailureReport.reason(cause));
    }

    private CsvRecord row() {
        if (record == null) {
            throw new IllegalStateException("There is no row");
        }
        return record;
    }

    /** Of the row, as it stands there. */
    public String text(int column) {
        return row().getField(columns[column]);
    }

    /** As in {@link LocalDate#toEpochDay()}. */
    public int day(int column) {
        String text = text(column);
        Integer day = days.get(text);
        if (day == null) {
            try {
                day = Math.toIntExact(LocalDate.parse(text).toEpochDay());
            } catch (DateTimeParseException | ArithmeticException e) {
                throw problem(names.get(column) + " '" + text + "' is not a date (yyyy-MM-dd).");
            }
            days.put(text, day);
        }
        return day;
    }

    /** More than nothing, or nothing. */
    public long count(int column) {
        String text = text(column);
        try {
            long count = Long.parseLong(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw problem(names.get(column) + " '" + text + "' is not a count.");
    }

    /** What is wrong with the row. */
    public UserError problem(String text) {
        return UserError.usage(file + ":" + row().getStartingLineNumber() + ": " + text);
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Bytes of the file that were read. */
    public long bytes() {
        return bytes.count();
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
