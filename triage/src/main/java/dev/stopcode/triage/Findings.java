package dev.stopcode.triage;

import dev.stopcode.triage.archive.Archive.Entry;
import dev.stopcode.triage.dump.DumpHeader;
import dev.stopcode.triage.dump.DumpReader;
import dev.stopcode.triage.limit.Limits;
import dev.stopcode.triage.limit.Problem;
import dev.stopcode.triage.limit.Unreadable;
import dev.stopcode.triage.xml.Description;
import dev.stopcode.triage.xml.Descriptions;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What has been found in a file so far. A part that is broken does not keep the others from being read. */
final class Findings {

    private final int xmlBytes;
    private @Nullable DumpHeader header;
    private Description description = Description.NONE;
    private @Nullable Problem problem;

    @FunctionalInterface
    private interface Part {
        void read() throws IOException;
    }

    Findings(Limits limits) {
        this.xmlBytes = limits.xmlBytes();
    }

    /** The first dump in a file is the one that counts. */
    void dump(InputStream in) {
        if (header == null) {
            attempt(() -> header = DumpReader.read(in));
        }
    }

    /** Reads a description by its name; false if the entry is something else. */
    boolean part(Entry entry) {
        if (entry.isNamed("sysdata.xml")) {
            attempt(() -> description = description.or(Descriptions.sysdata(entry.content(), xmlBytes)));
        } else if (entry.isNamed("WERInternalMetadata.xml")) {
            attempt(() -> description = description.or(Descriptions.metadata(entry.content(), xmlBytes)));
        } else {
            return false;
        }
        return true;
    }

    /** Where the archive itself is broken or the budget spent, the next entry will tell. */
    private void attempt(Part part) {
        try {
            part.read();
        } catch (IOException | RuntimeException e) {
            note(e);
        }
    }

    /** Keeps the first problem. */
    void note(Exception cause) {
        if (problem == null) {
            problem = switch (cause) {
                case Unreadable refused -> refused.problem();
                case EOFException cut -> Unreadable.broken("it ends too early").problem();
                default -> Unreadable.broken("it is damaged").problem();
            };
        }
    }

    CrashReport report() {
        if (header == null) {
            note(Unreadable.broken("there is no dump in it"));
        }
        return new CrashReport(header, description, problem);
    }
}
