package dev.stopcode.sandbox.report;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file of rows, read once from front to end. Failures of the disk surface as {@link UncheckedIOException}.
 */
final class RowFile implements AutoCloseable {

    private static final int END = -1;

    private final Path file;
    private final DataInputStream in;
    private List<@Nullable String> head = List.of();

    private RowFile(Path file) throws IOException {
        this.file = file;
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    static RowFile write(List<List<@Nullable String>> rows, Path directory) {
        try {
            Path file = Files.createTempFile(directory, "stopcode-report-", ".rows");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                for (List<@Nullable String> row : rows) {
                    write(row, out);
                }
                out.writeInt(END);
            }
            return new RowFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<@Nullable String> row, DataOutputStream out) throws IOException {
        out.writeInt(row.size());
        for (String value : row) {
            out.writeBoolean(value != null);
            if (value != null) {
                out.writeUTF(value);
            }
        }
    }

    /** The row that was read last. */
    List<@Nullable String> head() {
        return head;
    }

    /** Reads the next row; false at the end. */
    boolean advance() {
        try {
            int size = in.readInt();
            List<@Nullable String> row = new ArrayList<>(Math.max(0, size));
            for (int i = 0; i < size; i++) {
                row.add(in.readBoolean() ? in.readUTF() : null);
            }
            head = row;
            return size != END;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
