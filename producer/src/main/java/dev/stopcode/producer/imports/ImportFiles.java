package dev.stopcode.producer.imports;

import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.producer.file.Line;
import dev.stopcode.producer.file.RowFile;
import dev.stopcode.producer.file.RowOrigin;
import dev.stopcode.producer.file.RowReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Files to import, read one after the other, each to its end. For one thread. */
public final class ImportFiles {

    private static final int ROWS_BETWEEN_LOOKS = 1000;

    /** Takes a row of a file. */
    @FunctionalInterface
    public interface Taker {
        void take(Path file, Line line);
    }

    /** Looks, now and then, at how far the reading is: at bytes of {@link #size()} and at rows. */
    @FunctionalInterface
    public interface Watch {
        void at(long bytes, long rows);
    }

    private final List<Path> paths;
    private final LocalDate lastDay;
    private final String deviceKey;
    private long bytes;
    private long rows;
    private long bytesSurveyed;
    private long rowsSurveyed;

    /**
     * @param today the date in UTC; rows of days to come are rejected
     * @param deviceKey secret of the hash that stands for devices, empty for none: then no row may name one
     */
    public ImportFiles(List<Path> paths, LocalDate today, String deviceKey) {
        this.paths = List.copyOf(paths);
        // somewhere it is tomorrow already
        this.lastDay = today.plusDays(1);
        this.deviceKey = deviceKey;
    }

    /** Bytes of all files as they lie on the disk. */
    public long size() {
        return paths.stream().mapToLong(path -> path.toFile().length()).sum();
    }

    /** What the files hold, and what is wrong with them. */
    public Survey survey(Watch watch) {
        begin();
        Survey survey = new Survey(deviceKey.isEmpty());
        RowOrigin nowhere = new RowOrigin("", false, 0);
        // whatever the key: it shows whether there are devices
        String key = deviceKey.isEmpty() ? "none" : deviceKey;
        for (Path path : paths) {
            try {
                read(path, nowhere, nowhere, key, survey, watch);
            } catch (IOException e) {
                survey.problem(path, e);
            }
        }
        bytesSurveyed = bytes;
        rowsSurveyed = rows;
        return survey;
    }

    /**
     * Hands out all rows, in their order, once the files were surveyed.
     *
     * @param hits what counts of a day say of where they come from
     * @param events what single events say of it
     * @throws IOException if the files are not any more what they were when they were surveyed
     */
    public void read(RowOrigin hits, RowOrigin events, Taker taker, Watch watch) throws IOException {
        begin();
        for (Path path : paths) {
            try {
                read(path, hits, events, deviceKey, taker, watch);
            } catch (IOException e) {
                throw new IOException(path + " has changed while it was imported: " + e.getMessage(), e);
            }
        }
        if (bytes != bytesSurveyed || rows != rowsSurveyed) {
            throw new IOException("The files have changed while they were imported");
        }
    }

    private void begin() {
        bytes = 0;
        rows = 0;
    }

    private void read(Path path, RowOrigin hits, RowOrigin events, String key, Taker taker, Watch watch)
            throws IOException {
        try (RowReader reader =
                RowFile.open(new Counted(Files.newInputStream(path)), hits, events, new DeviceHash(key))) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                taker.take(path, checked(line));
                if (++rows % ROWS_BETWEEN_LOOKS == 0) {
                    watch.at(bytes, rows);
                }
            }
        }
        watch.at(bytes, rows);
    }

    /** One row of a day to come would let all other days of its source be too old to be held. */
    private Line checked(Line line) {
        return switch (line) {
            case Line.Hit hit
            when day(hit).isAfter(lastDay) -> early(line, day(hit), hit.value().toString());
            case Line.Event event
            when day(event).isAfter(lastDay) ->
                early(line, day(event), event.value().toString());
            default -> line;
        };
    }

    private static Line early(Line line, LocalDate day, String text) {
        return new Line.Rejected(line.row(), line.line(), text, "the day " + day + " is yet to come");
    }

    static LocalDate day(Line.Hit hit) {
        return hit.value().getDate();
    }

    static LocalDate day(Line.Event event) {
        return LocalDate.ofInstant(event.value().getEventTime(), ZoneOffset.UTC);
    }

    /** Counts what is read of a file. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
