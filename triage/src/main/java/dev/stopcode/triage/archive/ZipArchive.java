package dev.stopcode.triage.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stopcode.triage.limit.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads local headers in their order. The central directory is not looked at, so nothing can overlap. */
final class ZipArchive implements Archive {

    private final ZipInputStream zip;
    private final InputStream content;
    private final Budget budget;

    ZipArchive(InputStream in, Budget budget) {
        this.zip = new ZipInputStream(in, ISO_8859_1);
        this.content = budget.unpacked(zip);
        this.budget = budget;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        budget.entry();
        ZipEntry entry = zip.getNextEntry();
        return entry == null ? null : new Entry(entry.getName(), content);
    }
}
