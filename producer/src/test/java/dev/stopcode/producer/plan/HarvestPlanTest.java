package dev.stopcode.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.producer.Samples;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestedDay;
import dev.stopcode.schemas.OpenHarvest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarvestPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");

    private final HarvestPlan plan = new HarvestPlan(Samples.harvest(5, 2));

    @Test
    void shouldReadTheWholeWindowOldestFirstWhenNothingIsHarvested() {
        // When
        List<LocalDate> days = plan.days(Checkpoints.none("win10"), NOW);

        // Then
        assertThat(days).containsExactly(day(5), day(6), day(7), day(8), day(9), day(10));
    }

    @Test
    void shouldReadTheLastDaysAgainInEveryPass() {
        // Given
        HarvestCheckpoint checkpoint =
                passed(NOW, read(5, NOW), read(6, NOW), read(7, NOW), read(8, NOW), read(9, NOW), read(10, NOW));

        // When
        List<LocalDate> days = plan.days(checkpoint, NOW);

        // Then
        assertThat(days).containsExactly(day(9), day(10));
    }

    @Test
    void shouldReadMissingAndPartialDaysAgain() {
        // Given
        HarvestCheckpoint checkpoint = passed(NOW, partial(5, NOW), read(6, NOW), read(8, NOW), read(9, NOW));

        // When
        List<LocalDate> days = plan.days(checkpoint, NOW);

        // Then
        assertThat(days).containsExactly(day(5), day(7), day(9), day(10));
    }

    @Test
    void shouldReadADayAgainThatWasReadWhileItsCountsWereStillRestated() {
        // Given: the process was down for two days
        Instant before = Instant.parse("2026-03-08T09:00:00Z");
        HarvestCheckpoint checkpoint =
                passed(before, read(5, before), read(6, before), read(7, before), read(8, before));

        // When
        List<LocalDate> days = plan.days(checkpoint, NOW);

        // Then
        assertThat(days).containsExactly(day(7), day(8), day(9), day(10));
    }

    @Test
    void shouldGoOnWithAPassThatWasCutShort() {
        // Given
        Instant earlier = NOW.minusSeconds(60);
        HarvestCheckpoint checkpoint = passed(
                NOW.minusSeconds(3600),
                read(5, earlier),
                read(6, earlier),
                read(7, earlier),
                read(8, earlier),
                read(9, earlier));

        // When
        List<LocalDate> days = plan.days(checkpoint, NOW);

        // Then
        assertThat(days).containsExactly(day(10));
    }

    @Test
    void shouldBeginAgainWhenThePassWasCutShortLongAgo() {
        // Given
        Instant yesterday = NOW.minusSeconds(86_400);
        HarvestCheckpoint checkpoint = new HarvestCheckpoint(
                "win10", 2L, List.of(read(8, yesterday), read(9, yesterday)), null, null, null, null);

        // When
        List<LocalDate> days = plan.days(checkpoint, NOW);

        // Then
        assertThat(days).contains(day(8), day(9));
    }

    @Test
    void shouldGoOnWithTheHalfReadDayFirst() {
        // Given
        HarvestCheckpoint checkpoint =
                Checkpoints.opened(Checkpoints.none("win10"), new OpenHarvest(day(8), 1L, 1, 1, 3L, 5L, 0L, 0L));

        // When
        List<LocalDate> days = plan.days(checkpoint, NOW);

        // Then
        assertThat(days).containsExactly(day(8), day(5), day(6), day(7), day(9), day(10));
    }

    @Test
    void shouldAlwaysReadTodayAgain() {
        // Given
        HarvestPlan withoutRestating = new HarvestPlan(Samples.harvest(1, 0));
        HarvestCheckpoint checkpoint = passed(NOW, read(9, NOW), read(10, NOW));

        // When
        List<LocalDate> days = withoutRestating.days(checkpoint, NOW);

        // Then
        assertThat(days).containsExactly(day(10));
    }

    @Test
    void shouldTellTheAgeOfTheOldestDayThatIsNotWhole() {
        // Given
        HarvestCheckpoint checkpoint = passed(NOW, read(5, NOW), read(6, NOW), partial(7, NOW), read(8, NOW));

        // When
        long lag = plan.lagDays(checkpoint, NOW);

        // Then
        assertThat(lag).isEqualTo(3);
    }

    private static HarvestCheckpoint passed(Instant at, HarvestedDay... days) {
        return new HarvestCheckpoint("win10", 9L, List.of(days), null, at, null, null);
    }

    private static HarvestedDay read(int day, Instant at) {
        return new HarvestedDay(day(day), 1L, 10L, true, at);
    }

    private static HarvestedDay partial(int day, Instant at) {
        return new HarvestedDay(day(day), 1L, 10L, false, at);
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 3, day);
    }
}
