package dev.stopcode.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSortTest {

    private static final Comparator<List<@Nullable String>> BY_FIRST =
            Comparator.comparing(List::getFirst, Comparator.nullsFirst(Comparator.naturalOrder()));

    @TempDir
    private Path directory;

    private static Stream<List<@Nullable String>> rows(int count) {
        Random random = new Random(7);
        return IntStream.range(0, count).mapToObj(i -> {
            int key = random.nextInt(1000);
            return Arrays.asList(key == 0 ? null : "key" + key, "row" + i);
        });
    }

    @Test
    void shouldSortMoreRowsThanItKeeps() {
        // Given
        int count = 130_000;

        // When
        List<List<@Nullable String>> sorted;
        try (Stream<List<@Nullable String>> stream = RowSort.sort(rows(count), BY_FIRST, directory)) {
            assertThat(directory).isDirectoryContaining("glob:**.rows");
            sorted = stream.toList();
        }

        // Then
        assertThat(sorted)
                .containsExactlyElementsOf(rows(count).sorted(BY_FIRST).toList());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldSortFewRowsWithoutFiles() {
        try (Stream<List<@Nullable String>> sorted = RowSort.sort(rows(50), BY_FIRST, directory)) {
            assertThat(directory).isEmptyDirectory();
            assertThat(sorted)
                    .containsExactlyElementsOf(rows(50).sorted(BY_FIRST).toList());
        }
    }
}
