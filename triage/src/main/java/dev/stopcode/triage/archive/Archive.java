package dev.stopcode.triage.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stopcode.triage.limit.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries one after the other. What is broken or beyond the limits ends in an exception of any kind, never in a loop. */
public interface Archive {

    /** The next entry, null at the end. The content of the one before is read no more. */
    @Nullable
    Entry next() throws IOException;

    /** A file in an archive. Its name is for comparing and nothing else: it may be any text. */
    record Entry(String name, InputStream content) {

        /** Whether the file has this name, in whatever folder and case. */
        public boolean isNamed(String file) {
            return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                    .equalsIgnoreCase(file);
        }
    }

    /** The archive whose magic the stream begins with, empty if it begins with none. */
    static Optional<Archive> of(byte[] head, InputStream in, Budget budget) throws IOException {
        return switch (head.length < 4 ? "" : new String(head, 0, 4, ISO_8859_1)) {
            case "PK\u0003\u0004" -> Optional.of(new ZipArchive(in, budget));
            case "MSCF" -> Optional.of(new CabArchive(in, budget));
            default -> Optional.empty();
        };
    }
}
