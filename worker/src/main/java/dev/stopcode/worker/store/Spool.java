package dev.stopcode.worker.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of downloads that are not whole yet, which any number of processes may share. */
public final class Spool {

    /** A file that nobody wrote to for this long belongs to no living download: silent ones are cut off far earlier. */
    static final Duration ABANDONED = Duration.ofHours(1);

    private static final Pattern DOWNLOAD = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final Path directory;
    private final long maxBytes;
    private final Vertx vertx;
    private final Clock clock;

    /** @param maxBytes largest dump that is taken */
    public Spool(Path directory, long maxBytes, Vertx vertx, Clock clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Creates the directory if it is not there and removes what killed processes left. */
    public void open() throws IOException {
        Files.createDirectories(directory);
        sweep();
    }

    /** A new temporary file, to be written from the calling context and then kept or discarded. */
    public Future<IncomingCab> receive() {
        return IncomingCab.create(vertx, directory.resolve(UUID.randomUUID() + ".part"), maxBytes);
    }

    /** Removes files of downloads that no longer live. What is no file of a download stays: it is somebody else's. */
    public void sweep() throws IOException {
        Instant limit = clock.instant().minus(ABANDONED);
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.filter(Spool::isDownload).toList();
        }
        for (Path file : files) {
            try {
                if (lastWritten(file).isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("cause", e).log("What is left of a download cannot be removed");
            }
        }
    }

    private static boolean isDownload(Path file) {
        return DOWNLOAD.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Bytes that the disk has left. */
    public long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    private static Instant lastWritten(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX; // another process finished or removed it
        }
    }
}
