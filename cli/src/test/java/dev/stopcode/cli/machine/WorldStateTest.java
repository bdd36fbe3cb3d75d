package dev.stopcode.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.sandbox.world.Size;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldStateTest {

    private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    private Path dir;

    private DataDir data;

    @BeforeEach
    void data() {
        data = new DataDir(dir);
    }

    @Test
    void shouldGoOnByTheRealClockInTheRememberedWorld() {
        // Given
        WorldState.of(data, 7L, Size.MEDIUM, null, FIRST).save(data);

        // When
        WorldState later = WorldState.of(data, null, null, null, FIRST.plusSeconds(2 * 86_400));

        // Then
        assertThat(later.world().seed()).isEqualTo(7);
        assertThat(later.world().size()).isEqualTo(Size.MEDIUM);
        assertThat(later.world().today()).isEqualTo("2026-11-20");
        assertThat(later.asOf()).isEqualTo("2026-11-22");
    }

    @Test
    void shouldStandAtTheNoonOfTheDateThatWasAskedFor() {
        // When
        WorldState state = WorldState.of(data, null, null, LocalDate.parse("2026-03-01"), FIRST);

        // Then
        assertThat(state.world().today()).isEqualTo("2026-03-01");
        assertThat(state.clock(Clock.fixed(FIRST, ZoneOffset.UTC)).instant()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void shouldMoveTheSameWorldOnToALaterDate() {
        // Given
        WorldState.of(data, null, null, LocalDate.parse("2026-03-01"), FIRST).save(data);

        // When
        WorldState later = WorldState.of(data, null, null, LocalDate.parse("2026-03-04"), FIRST);

        // Then
        assertThat(later.world().today()).isEqualTo("2026-03-01");
        assertThat(later.asOf()).isEqualTo("2026-03-04");
    }

    @Test
    void shouldNotTurnTheClockBack() {
        // Given
        WorldState.of(data, null, null, LocalDate.parse("2026-03-04"), FIRST).save(data);

        // When / Then
        assertThatThrownBy(() -> WorldState.of(data, null, null, LocalDate.parse("2026-03-01"), FIRST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("choose a later --today");
    }
}
