package dev.stopcode.worker.retention;

import dev.stopcode.worker.objects.ObjectStore;
import dev.stopcode.worker.objects.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store that works but for some of its objects. */
record Refusing(ObjectStore objects, Set<String> undeletable, Set<String> unreadable) implements ObjectStore {

    static Refusing none(ObjectStore objects) {
        return new Refusing(objects, new HashSet<>(), new HashSet<>());
    }

    private static void check(Set<String> refused, String name) throws IOException {
        if (refused.contains(name)) {
            throw new IOException("refused: " + name);
        }
    }

    @Override
    public void open() throws IOException {
        objects.open();
    }

    @Override
    public URI location(String name) {
        return objects.location(name);
    }

    @Override
    public boolean holds(String name, long bytes, String sha256) throws IOException {
        return objects.holds(name, bytes, sha256);
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        check(unreadable, name);
        return objects.read(name);
    }

    @Override
    public void write(String name, String text) throws IOException {
        objects.write(name, text);
    }

    @Override
    public void add(String name, Path file, String sha256) throws IOException {
        objects.add(name, file, sha256);
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        return objects.list(prefix);
    }

    @Override
    public void delete(String name) throws IOException {
        check(undeletable, name);
        objects.delete(name);
    }

    @Override
    public void close() {
        objects.close();
    }
}
