package dev.stopcode.cli.evaluate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A CSV file of what comes of groups that are judged on all cores, in the order in which they were submitted. It is there
 * when all of them are done, and not before. To be fed by one thread.
 */
public final class Results implements AutoCloseable {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Groups that may wait, so that one that takes long does not let the whole file pile up behind it. */
    private static final int MOST_WAITING = 16 * CORES;

    private final Path file;
    private final Path part;
    private final CsvWriter writer;
    private final ExecutorService cores = Executors.newFixedThreadPool(CORES);
    private final Queue<Future<OfGroup>> waiting = new ArrayDeque<>();
    private long judged;
    private long raised;
    private boolean isFinished;

    /**
     * What came of a group.
     *
     * @param judged how many things were judged
     * @param raised how many of them were out of the ordinary
     */
    record OfGroup(List<String[]> rows, long judged, long raised) {}

    /**
     * Begins a file; one that is there already stays until {@link #finish}.
     *
     * @throws UserError if it cannot be written
     */
    public Results(Path file, String... header) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        try {
            this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(part);
        } catch (IOException e) {
            throw unwritable(e);
        }
        writer.writeRecord(header);
    }

    void submit(Callable<OfGroup> work) {
        waiting.add(cores.submit(work));
        while (waiting.size() > MOST_WAITING) {
            writeNext();
        }
    }

    private void writeNext() {
        OfGroup next = of(waiting.remove());
        try {
            next.rows.forEach(writer::writeRecord);
        } catch (UncheckedIOException e) {
            throw unwritable(Objects.requireNonNull(e.getCause()));
        }
        judged += next.judged;
        raised += next.raised;
    }

    private static OfGroup of(Future<OfGroup> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A group cannot be judged: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Waits for all groups and puts the file into its place. */
    public void finish() {
        while (!waiting.isEmpty()) {
            writeNext();
        }
        try {
            writer.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            isFinished = true;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UserError unwritable(IOException cause) {
        return UserError.failed(
                file + " cannot be written: " + FailureReport.reason(cause) + ". Choose another with --out.");
    }

    public long judged() {
        return judged;
    }

    public long raised() {
        return raised;
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        cores.shutdownNow();
        if (isFinished) {
            return;
        }
        try {
            writer.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
