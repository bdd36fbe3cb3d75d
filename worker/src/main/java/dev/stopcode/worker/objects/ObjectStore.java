package dev.stopcode.worker.objects;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Objects by name. Each is there whole or not at all, and what is there outlives a crash. Any number of processes may
 * use one store: the last to write a name wins. Methods block, and throw {@code IOException} where the store cannot be
 * used for now. Names are this program's own; they never come from outside.
 */
public interface ObjectStore extends AutoCloseable {

    /**
     * Makes ready what is not.
     *
     * @throws IOException if the store cannot be used, with what to do in its message
     */
    void open() throws IOException;

    /** Where an object lies, without anything that opens it. */
    URI location(String name);

    /**
     * Whether an object is there, whole and unaltered as far as the store can tell.
     *
     * @param sha256 of its content, lower-case hex
     */
    boolean holds(String name, long bytes, String sha256) throws IOException;

    /** The text of a small object, empty if there is none. */
    Optional<String> read(String name) throws IOException;

    /** Writes a small object in the place of what has its name. */
    void write(String name, String text) throws IOException;

    /**
     * Takes a file in, in the place of what has its name. The file may be gone afterwards.
     *
     * @param sha256 of the file, lower-case hex
     */
    void add(String name, Path file, String sha256) throws IOException;

    /** All objects whose names begin so; the prefix is empty or ends in a slash. */
    List<StoredObject> list(String prefix) throws IOException;

    /** Destroys an object for good; does nothing where there is none. */
    void delete(String name) throws IOException;

    @Override
    void close();
}
