package dev.stopcode.cli.machine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.cli.error.UserError;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {

    @TempDir
    private Path dir;

    private DataDir data;

    @BeforeEach
    void data() {
        data = new DataDir(dir);
    }

    @Test
    void shouldGoOnWithWhatTheDirectoryWasFilledFrom() {
        // Given
        Origin.FILES.claim(data);

        // When / Then
        assertThatCode(() -> Origin.FILES.claim(data)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAnythingElse() {
        // Given
        Origin.FILES.claim(data);

        // When / Then
        assertThatThrownBy(() -> Origin.WORLD.claim(data))
                .isInstanceOf(UserError.class)
                .hasMessage(dir + " was filled from the files of --replay, and cannot go on with a simulated world:"
                        + " choose another directory with --data.");
    }

    @Test
    void shouldKnowAWorldWithoutAnOriginOfItsOwn() {
        // Given
        WorldState.of(data, null, null, null, Instant.parse("2026-11-20T08:00:00Z"))
                .save(data);

        // When / Then
        assertThatThrownBy(() -> Origin.TENANT.claim(data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a simulated world");
    }
}
