package dev.stopcode.producer.file;

import dev.stopcode.producer.Samples;
import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small report files, and what they are read to. */
final class Reports {

    static final String HASH = "f060c0b6-fbe6-463f-a9f1-b7ebc1cc722f";
    static final DeviceHash DEVICES = new DeviceHash("key");
    static final long HARVEST = 9;

    private Reports() {}

    static List<Line> read(String... lines) throws IOException {
        return read(bytes(lines));
    }

    static List<Line> read(byte[] file) throws IOException {
        try (ReportReader reader = open(new ByteArrayInputStream(file))) {
            List<Line> lines = new ArrayList<>();
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
            return lines;
        }
    }

    static ReportReader open(InputStream file) throws IOException {
        return ReportReader.open(file, Samples.SOURCE.id(), true, HARVEST, DEVICES);
    }

    static byte[] bytes(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** The one row of a file as an event. */
    static ReportRow event(String... lines) throws IOException {
        return ((Line.Event) only(read(lines))).value();
    }

    /** The one row of a file as an aggregated row. */
    static FailureHit hit(String... lines) throws IOException {
        return ((Line.Hit) only(read(lines))).value();
    }

    /** The one row of a file as a rejected one. */
    static Line.Rejected rejected(String... lines) throws IOException {
        return (Line.Rejected) only(read(lines));
    }

    static byte[] gzip(byte[] file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(file);
        }
        return packed.toByteArray();
    }

    /** A zip of entries by those names, each with the same content; a name with a slash at its end is a folder. */
    static byte[] zip(byte[] file, String... names) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(file);
                }
            }
        }
        return packed.toByteArray();
    }

    private static Line only(List<Line> lines) {
        if (lines.size() != 1) {
            throw new AssertionError("not one row but " + lines);
        }
        return lines.getFirst();
    }
}
