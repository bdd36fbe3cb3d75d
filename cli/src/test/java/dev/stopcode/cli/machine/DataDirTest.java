package dev.stopcode.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {

    @TempDir
    private Path dir;

    @Test
    void shouldBelongToOneRunAtATime() {
        // Given
        DataDir data = new DataDir(dir.resolve("data"));

        try (DataLock first = data.tryLock().orElseThrow()) {
            first.publish(
                    new Endpoints("127.0.0.1:1", "http://127.0.0.1:2/"), Map.of("devcenter.api", "http://127.0.0.1:3"));

            // When / Then
            assertThat(data.tryLock()).isEmpty();
            assertThat(data.endpoints()).contains(new Endpoints("127.0.0.1:1", "http://127.0.0.1:2/"));
            assertThat(data.devCenter()).containsExactly(Map.entry("devcenter.api", "http://127.0.0.1:3"));
        }
        assertThat(data.endpoints()).isEmpty();
        assertThat(data.devCenter()).isEmpty();
        try (DataLock second = data.tryLock().orElseThrow()) {
            assertThat(second).isNotNull();
        }
    }
}
