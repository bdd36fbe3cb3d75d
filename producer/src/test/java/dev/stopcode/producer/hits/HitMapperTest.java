package dev.stopcode.producer.hits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.RejectedRow;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.producer.Samples;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HitMapperTest {

    private static final LocalDate DAY = Samples.DAY;

    private final HitMapper mapper = new HitMapper(Samples.SOURCE);

    @Test
    void shouldKeepEveryFieldOfARow() {
        // Given
        HitRow row = new HitRow(
                DAY,
                "name",
                "hash",
                "symbol",
                "osVersion",
                "osName",
                "event",
                "market",
                "device",
                "arch",
                "ring",
                "app",
                "submission",
                "seller",
                "driver",
                "version",
                "oem",
                "model",
                "mode",
                "board",
                "family",
                7,
                5L);

        // When
        MappedPage mapped = mapper.map(page(row), DAY, 42);

        // Then
        assertThat(mapped.hits())
                .containsExactly(new FailureHit(
                        "win10",
                        DAY,
                        "name",
                        "hash",
                        "symbol",
                        "osVersion",
                        "osName",
                        "event",
                        "market",
                        "device",
                        "arch",
                        "ring",
                        "app",
                        "submission",
                        "seller",
                        "driver",
                        "version",
                        "oem",
                        "model",
                        "mode",
                        "board",
                        "family",
                        null,
                        42L,
                        true,
                        7L,
                        null,
                        5L));
    }

    @Test
    void shouldComputeAMissingHashFromTheName() {
        // When
        MappedPage mapped = mapper.map(page(Samples.row(DAY, "AV_fastboot!unknown_function", null, "US")), DAY, 1);

        // Then
        assertThat(mapped.hits())
                .extracting(FailureHit::getFailureHash)
                .containsExactly("0d901479-bf1f-b842-76f2-3db7e4feaedd");
    }

    @Test
    void shouldRejectARowThatNamesNoFailure() {
        // When
        MappedPage mapped = mapper.map(page(Samples.row(DAY, null, null, "US"), Samples.row(DAY, 1)), DAY, 1);

        // Then
        assertThat(mapped.hits()).hasSize(1);
        assertThat(mapped.rejected()).singleElement().satisfies(letter -> {
            assertThat(letter.headers()).containsEntry("cause", "failureHash and failureName: both missing");
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("\"market\"", "\"US\"");
        });
    }

    @Test
    void shouldRejectARowOfAnotherDay() {
        // When
        MappedPage mapped = mapper.map(page(Samples.row(DAY.minusDays(1), 1)), DAY, 1);

        // Then
        assertThat(mapped.hits()).isEmpty();
        assertThat(mapped.rejected()).hasSize(1);
    }

    @Test
    void shouldPassOnTheBytesAndTheOriginOfAnUnreadableRow() {
        // Given
        Page<HitRow> page =
                new Page<>(List.of(), List.of(new RejectedRow("{bad", "no JSON")), 0, OptionalLong.of(1), null, false);

        // When
        MappedPage mapped = mapper.map(page, DAY, 9);

        // Then
        assertThat(mapped.rejected()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isNull();
            assertThat(letter.value()).isEqualTo("{bad".getBytes(StandardCharsets.UTF_8));
            assertThat(letter.headers())
                    .containsEntry("kind", "row")
                    .containsEntry("cause", "no JSON")
                    .containsEntry("source", "win10")
                    .containsEntry("day", "2026-03-10")
                    .containsEntry("harvestId", "9");
        });
    }

    @Test
    void shouldMarkRowsAndMarksOfASourceThatDoesNotCount() {
        // Given
        HitMapper other = new HitMapper(new SourceConfig("oem", Flavour.OEM, null, false));

        // When
        MappedPage mapped = other.map(page(Samples.row(DAY, 1)), DAY, 1);
        FailureHit mark = other.mark(HarvestMark.DAY_COMPLETE, DAY, 1, DAY);

        // Then
        assertThat(mapped.hits()).extracting(FailureHit::getCounting).containsExactly(false);
        assertThat(mark.getCounting()).isFalse();
    }

    @Test
    void shouldLeaveAllButItsOriginOutOfAMark() {
        // When
        FailureHit mark = mapper.mark(HarvestMark.DAY_PARTIAL, DAY, 3, DAY.plusDays(2));

        // Then
        assertThat(mark)
                .isEqualTo(FailureHit.newBuilder()
                        .setSource("win10")
                        .setDate(DAY)
                        .setMark(HarvestMark.DAY_PARTIAL)
                        .setHarvestId(3)
                        .setCounting(true)
                        .setEventCount(0)
                        .setAsOf(DAY.plusDays(2))
                        .build());
    }

    private static Page<HitRow> page(HitRow... rows) {
        return new Page<>(List.of(rows), List.of(), 0, OptionalLong.of(rows.length), null, false);
    }
}
