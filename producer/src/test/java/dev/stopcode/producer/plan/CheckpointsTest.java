package dev.stopcode.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestedDay;
import dev.stopcode.schemas.OpenHarvest;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CheckpointsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-10");
    private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");

    @Test
    void shouldKeepTheOpenHarvestUntilItsDayIsMarked() {
        // Given
        HarvestCheckpoint none = Checkpoints.none("win10");

        // When
        HarvestCheckpoint opened = Checkpoints.opened(none, new OpenHarvest(DAY, 1L, 1, 1, 3L, 5L, 0L, 0L));
        HarvestCheckpoint marked = Checkpoints.marked(opened, new HarvestedDay(DAY, 1L, 5L, true, NOW));

        // Then
        assertThat(Checkpoints.open(opened, DAY)).isNotNull();
        assertThat(Checkpoints.open(opened, DAY.plusDays(1))).isNull();
        assertThat(opened.getLastHarvestId()).isEqualTo(1);
        assertThat(Checkpoints.open(marked, DAY)).isNull();
        assertThat(none).as("the step before").isEqualTo(Checkpoints.none("win10"));
    }

    @Test
    void shouldReplaceAMarkedDayAndKeepDaysInOrder() {
        // Given
        HarvestCheckpoint checkpoint = Checkpoints.none("win10");

        // When
        checkpoint = Checkpoints.marked(checkpoint, new HarvestedDay(DAY, 1L, 5L, false, NOW));
        checkpoint = Checkpoints.marked(checkpoint, new HarvestedDay(DAY.minusDays(1), 2L, 5L, true, NOW));
        checkpoint = Checkpoints.marked(checkpoint, new HarvestedDay(DAY, 3L, 6L, true, NOW));

        // Then
        assertThat(checkpoint.getDays())
                .containsExactly(
                        new HarvestedDay(DAY.minusDays(1), 2L, 5L, true, NOW),
                        new HarvestedDay(DAY, 3L, 6L, true, NOW));
        assertThat(checkpoint.getLastHarvestId()).isEqualTo(3);
    }

    @Test
    void shouldForgetOldDaysWhenAPassEnds() {
        // Given
        HarvestCheckpoint checkpoint =
                Checkpoints.marked(Checkpoints.none("win10"), new HarvestedDay(DAY.minusDays(1), 1L, 5L, true, NOW));

        // When
        HarvestCheckpoint completed = Checkpoints.passCompleted(checkpoint, DAY, NOW);

        // Then
        assertThat(completed.getDays()).isEmpty();
        assertThat(completed.getPassCompletedAt()).isEqualTo(NOW);
        assertThat(completed.getLastHarvestId()).isEqualTo(1);
    }
}
