package dev.stopcode.sandbox.report;

import dev.stopcode.sandbox.world.Crash;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The file of a completed run: a header row, and the rows as they are made. */
public final class ReportFile {

    private final ReportRun run;
    private final FileFormat format;
    private final FileLayout layout;

    /** The file of a run, written in a way. */
    public ReportFile(ReportRun run, FileFormat format) {
        this.run = run;
        this.format = format;
        this.layout = new FileLayout(run.template(), format);
    }

    /**
     * Writes the file and closes it. Blocking.
     *
     * @param crashes all that the run's sources have seen on its days, as of its day
     */
    public void write(Stream<Crash> crashes, OutputStream out) throws IOException {
        Charset charset = format.is(FileQuirk.UTF_16) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        try (crashes;
                Stream<List<@Nullable String>> rows = new ReportRows(run.template(), run.report()).of(crashes);
                Writer writer = new BufferedWriter(new OutputStreamWriter(packed(out), charset))) {
            if (format.is(FileQuirk.BOM) || format.is(FileQuirk.UTF_16)) {
                writer.write('\uFEFF');
            }
            writer.write(layout.header());
            write(rows.iterator(), writer);
        }
    }

    private OutputStream packed(OutputStream out) throws IOException {
        if (format.is(FileQuirk.GZIP)) {
            return new GZIPOutputStream(out);
        }
        if (format.is(FileQuirk.ZIP)) {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.putNextEntry(new ZipEntry(run.id() + ".txt"));
            return zip;
        }
        return out;
    }

    private void write(Iterator<List<@Nullable String>> rows, Writer writer) throws IOException {
        if (rows.hasNext()) {
            List<@Nullable String> first = rows.next();
            writer.write(layout.row(first));
            for (String spoilt : layout.spoilt(first, run.days().toList())) {
                writer.write(spoilt);
            }
        }
        while (rows.hasNext()) {
            writer.write(layout.row(rows.next()));
        }
    }
}
