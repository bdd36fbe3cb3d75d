package dev.stopcode.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.TopologyFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyCompactionTest {

    @TempDir
    Path stateDir;

    @Test
    void shouldHoldForEveryStoreOnDisk() throws IOException {
        try (TopologyFixture topology = new TopologyFixture(stateDir, Stores.ROCKSDB)) {
            // When
            assertThat(topology.values(Topics.ALERTS)).isEmpty();

            // Then
            assertThat(options())
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text).contains("periodic_compaction_seconds=86400"));
        }
    }

    /** What RocksDB wrote down of how it was opened. */
    private List<String> options() throws IOException {
        try (Stream<Path> files = Files.walk(stateDir)) {
            return files.filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
                    .map(DailyCompactionTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
