package dev.stopcode.worker.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files below a directory, written elsewhere on the same disk and then renamed. A file appears under its
 * name only when all its bytes are on the disk.
 */
final class DirectoryStore implements ObjectStore {

    private final Path root;
    private final Path unfinished;

    /** @param unfinished directory on the same disk for what is not whole yet */
    DirectoryStore(Path root, Path unfinished) {
        this.root = root.toAbsolutePath().normalize();
        this.unfinished = unfinished;
    }

    @Override
    public void open() throws IOException {
        Files.createDirectories(root);
        Files.createDirectories(unfinished);
        sync(root);
        Path probe = write("");
        Files.delete(probe);
    }

    @Override
    public URI location(String name) {
        return root.resolve(name).toUri();
    }

    @Override
    public boolean holds(String name, long bytes, String sha256) throws IOException {
        Path file = root.resolve(name);
        try {
            return Files.size(file) == bytes && Sha256.of(file).equals(sha256);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(new String(Files.readAllBytes(root.resolve(name)), UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String name, String text) throws IOException {
        place(write(text), name);
    }

    @Override
    public void add(String name, Path file, String sha256) throws IOException {
        place(file, name);
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        Files.walkFileTree(root.resolve(prefix), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = root.relativize(file).toString().replace('\\', '/');
                objects.add(new StoredObject(
                        name, attributes.size(), attributes.lastModifiedTime().toInstant()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
                if (cause instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // not there yet, or another process removed it
                }
                throw cause;
            }
        });
        return objects;
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = root.resolve(name);
        if (Files.deleteIfExists(file)) {
            sync(parent(file));
        }
    }

    @Override
    public void close() {
        // holds nothing open
    }

    private Path write(String text) throws IOException {
        Path file = unfinished.resolve(UUID.randomUUID() + ".part");
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return file;
    }

    /** Moves a file that is whole on the disk to its name, and makes the name last. */
    private void place(Path file, String name) throws IOException {
        Path target = root.resolve(name);
        Path directory = parent(target);
        createDirectories(directory);
        Files.move(file, target, ATOMIC_MOVE);
        sync(directory);
    }

    private void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            createDirectories(parent(directory));
            Files.createDirectories(directory);
            sync(parent(directory));
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "below the root");
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }
}
