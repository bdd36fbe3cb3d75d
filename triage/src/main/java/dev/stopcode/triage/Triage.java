package dev.stopcode.triage;

import dev.stopcode.triage.archive.Archive;
import dev.stopcode.triage.archive.Archive.Entry;
import dev.stopcode.triage.dump.DumpReader;
import dev.stopcode.triage.limit.Budget;
import dev.stopcode.triage.limit.Limits;
import dev.stopcode.triage.limit.Unreadable;
import dev.stopcode.triage.limit.WatchedInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Says what is in a crash dump, or in a ZIP or Microsoft CAB around it. A file may hold anything: it costs no more than
 * the limits allow, writes nothing, and ends in a {@link CrashReport} in any case. Safe for use by several threads.
 */
public final class Triage {

    private final Limits limits;
    private final Clock clock;

    /**
     * Triage by the clock's time.
     *
     * @param limits for each file
     */
    public Triage(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads a file as far as is needed.
     *
     * @throws IOException if the disk does not give it; never for what is in it
     */
    public CrashReport read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * Reads a stream as far as is needed, and does not close it.
     *
     * @throws IOException that the stream threw
     */
    public CrashReport read(InputStream in) throws IOException {
        WatchedInput source = new WatchedInput(in);
        Budget budget = new Budget(limits, clock);
        Findings findings = new Findings(limits);
        try {
            InputStream timed = budget.timed(source);
            if (!read(new BufferedInputStream(timed), budget, 0, findings)) {
                findings.note(Unreadable.broken("neither a dump nor an archive"));
            }
        } catch (IOException | RuntimeException e) {
            // the platform's decoders throw exceptions of all kinds at broken input
            findings.note(e);
        }
        source.rethrow();
        return findings.report();
    }

    /** False if it is neither a dump nor an archive. */
    private boolean read(BufferedInputStream in, Budget budget, int depth, Findings findings) throws IOException {
        in.mark(DumpReader.HEAD);
        byte[] head = in.readNBytes(DumpReader.HEAD);
        in.reset();
        if (DumpReader.isDump(head)) {
            findings.dump(in);
            return true;
        }
        Optional<Archive> archive = Archive.of(head, in, budget);
        if (archive.isEmpty()) {
            return false;
        }
        if (depth == limits.depth()) {
            throw Unreadable.limit("more than " + depth + " archives within each other");
        }
        for (Entry entry = archive.get().next();
                entry != null;
                entry = archive.get().next()) {
            if (!findings.part(entry)) {
                read(new BufferedInputStream(entry.content()), budget, depth + 1, findings);
            }
        }
        return true;
    }
}
