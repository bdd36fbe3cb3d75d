package dev.stopcode.worker.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Dumps in a local directory, which any number of processes may share.
 *
 * <pre>
 * 3f/3f9a….zip     a dump, named by its SHA-256: the same dump is stored once
 * index/&lt;id&gt;       which dump the vendor's id means
 * incoming/        what is not whole yet
 * </pre>
 *
 * A file appears under its name only when all its bytes are on the disk, and in the index only after that.
 */
public final class LocalCabStore {

    /** A file that nobody wrote to for this long belongs to no living download: silent ones are cut off far earlier. */
    static final Duration ABANDONED = Duration.ofHours(1);

    private final Path root;
    private final Path index;
    private final Path incoming;
    private final long maxBytes;
    private final Vertx vertx;
    private final Clock clock;

    /** @param maxBytes largest dump that is taken */
    public LocalCabStore(Path root, long maxBytes, Vertx vertx, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.index = this.root.resolve("index");
        this.incoming = this.root.resolve("incoming");
        this.maxBytes = maxBytes;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Creates the directories that are not there and removes what killed processes left. */
    public void open() throws IOException {
        Files.createDirectories(index);
        Files.createDirectories(incoming);
        sync(root);
        sweep();
    }

    /** Removes temporary files of downloads that no longer live. */
    public void sweep() throws IOException {
        Instant limit = clock.instant().minus(ABANDONED);
        List<Path> files;
        try (Stream<Path> listed = Files.list(incoming)) {
            files = listed.toList();
        }
        for (Path file : files) {
            if (lastWritten(file).isBefore(limit)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The dump of that id, empty if the store does not hold it. */
    public Optional<StoredCab> find(String cabIdHash) throws IOException {
        try {
            String line = Files.readString(index.resolve(IndexEntry.fileName(cabIdHash)));
            return IndexEntry.parse(line).map(this::located).filter(LocalCabStore::isWhole);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A new temporary file, to be written from the calling context and then kept or discarded. */
    public Future<IncomingCab> receive() {
        return IncomingCab.create(vertx, temporary(), maxBytes);
    }

    /**
     * Gives a dump that was written to its end its place, and the id its entry in the index. Blocks.
     *
     * @throws IllegalArgumentException if the file is no dump
     */
    public StoredCab keep(IncomingCab cab, String cabIdHash) throws IOException {
        Container container = cab.container().orElseThrow(() -> new IllegalArgumentException("not a dump"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IndexEntry entry = new IndexEntry(cab.sha256(), container, cab.bytes(), now);
        StoredCab stored = located(entry);
        place(cab.file(), shard(entry), stored.file());
        Path written = temporary();
        write(written, entry.toLine());
        place(written, index, index.resolve(IndexEntry.fileName(cabIdHash)));
        return stored;
    }

    private Path shard(IndexEntry entry) {
        return root.resolve(entry.sha256().substring(0, 2));
    }

    private StoredCab located(IndexEntry entry) {
        Path file =
                shard(entry).resolve(entry.sha256() + "." + entry.container().extension());
        return new StoredCab(file, entry.sha256(), entry.container(), entry.bytes(), entry.collectedAt());
    }

    private Path temporary() {
        return incoming.resolve(UUID.randomUUID() + ".part");
    }

    /** Moves a file that is whole on the disk to its name, and makes the name last. */
    private void place(Path file, Path directory, Path target) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            sync(root);
        }
        Files.move(file, target, ATOMIC_MOVE);
        sync(directory);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    private static boolean isWhole(StoredCab cab) {
        return cab.file().toFile().length() == cab.bytes();
    }

    private static Instant lastWritten(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX; // another process finished or removed it
        }
    }
}
