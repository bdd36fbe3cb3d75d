package dev.stopcode.sandbox.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts more rows than fit into memory: sorted parts go to temporary files, which are merged as they are read. */
final class RowSort {

    private static final int PART = 50_000;

    private final Comparator<List<@Nullable String>> order;
    private final Path directory;
    private final List<RowFile> parts = new ArrayList<>();
    private List<List<@Nullable String>> pending = new ArrayList<>();

    private RowSort(Comparator<List<@Nullable String>> order, Path directory) {
        this.order = order;
        this.directory = directory;
    }

    /**
     * The rows in order, and equal ones in the order in which they came. Closing the result deletes the files.
     *
     * @param directory where the files are
     */
    static Stream<List<@Nullable String>> sort(
            Stream<List<@Nullable String>> rows, Comparator<List<@Nullable String>> order, Path directory) {
        RowSort sort = new RowSort(order, directory);
        try (rows) {
            rows.forEach(sort::add);
            return sort.merged().onClose(sort::close);
        } catch (RuntimeException e) {
            sort.close();
            throw e;
        }
    }

    private void add(List<@Nullable String> row) {
        pending.add(row);
        if (pending.size() == PART) {
            spill();
        }
    }

    private void spill() {
        pending.sort(order);
        parts.add(RowFile.write(pending, directory));
        pending = new ArrayList<>();
    }

    private Stream<List<@Nullable String>> merged() {
        if (parts.isEmpty()) {
            pending.sort(order);
            return pending.stream();
        }
        spill();
        Comparator<RowFile> byHead = Comparator.comparing(RowFile::head, order);
        PriorityQueue<RowFile> queue = new PriorityQueue<>(byHead.thenComparingInt(parts::indexOf));
        parts.stream().filter(RowFile::advance).forEach(queue::add);
        return Stream.generate(() -> least(queue)).takeWhile(Objects::nonNull);
    }

    private static @Nullable List<@Nullable String> least(PriorityQueue<RowFile> queue) {
        RowFile part = queue.poll();
        if (part == null) {
            return null;
        }
        List<@Nullable String> row = part.head();
        if (part.advance()) {
            queue.add(part);
        }
        return row;
    }

    private void close() {
        parts.forEach(RowFile::close);
    }
}
