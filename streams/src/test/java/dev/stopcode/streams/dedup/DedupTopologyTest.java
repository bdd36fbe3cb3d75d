package dev.stopcode.streams.dedup;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureBreakdown;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Stores.class)
class DedupTopologyTest {

    private static final LocalDate DAY = TODAY.minusDays(20);

    private final Stores stores;

    @TempDir
    Path stateDir;

    private TopologyFixture topology;
    private TestInputTopic<String, FailureHit> hits;

    DedupTopologyTest(Stores stores) {
        this.stores = stores;
    }

    @BeforeEach
    void start() {
        topology = new TopologyFixture(stateDir, stores);
        hits = topology.input(Topics.FAILURE_HITS);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    private void harvest(FailureHit... rows) {
        for (FailureHit row : rows) {
            hits.pipeInput(Rows.key(row), row);
        }
    }

    private List<DeltaCell> cells() {
        return topology.values(Topics.DRIVER_DELTAS).stream()
                .flatMap(delta -> delta.getCells().stream())
                .toList();
    }

    @Test
    void shouldSendWhatADayAddsUpToWhenItsMarkCame() {
        // Given
        harvest(
                CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3),
                CONTOSO.row(DAY, 1, 1, "1.0.0.0", "DE", 4),
                CONTOSO.row(DAY, 1, 2, "1.0.0.0", "US", 5));
        assertThat(topology.values(Topics.DRIVER_DELTAS)).isEmpty();

        // When
        harvest(CONTOSO.complete(DAY, 1));

        // Then
        List<DriverDelta> deltas = topology.values(Topics.DRIVER_DELTAS);
        assertThat(deltas).extracting(DriverDelta::getMark).containsExactly(null, null, HarvestMark.DAY_COMPLETE);
        assertThat(deltas.get(1).getBreakdowns())
                .extracting(FailureBreakdown::getFailureHash, FailureBreakdown::getMarkets)
                .containsExactlyInAnyOrder(
                        tuple(hash(1), Map.of("US", 3L, "DE", 4L)), tuple(hash(2), Map.of("US", 5L)));
        assertThat(deltas.getFirst().getCells())
                .extracting(DeltaCell::getFailureHash, DeltaCell::getDelta)
                .containsExactlyInAnyOrder(tuple(hash(1), 7L), tuple(hash(2), 5L));
        assertThat(deltas.getLast().getAsOf()).isEqualTo(TODAY);
    }

    @Test
    void shouldAddNothingWhenADayIsHarvestedAgainUnchanged() {
        // Given
        harvest(CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3), CONTOSO.complete(DAY, 1));
        cells();

        // When
        harvest(CONTOSO.row(DAY, 2, 1, "1.0.0.0", "US", 3), CONTOSO.complete(DAY, 2));

        // Then
        assertThat(cells()).isEmpty();
        assertThat(topology.counter("duplicate")).isEqualTo(1);
    }

    @Test
    void shouldSendTheDifferenceWhenARowIsRestatedUpOrDown() {
        // Given
        harvest(
                CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3),
                CONTOSO.row(DAY, 1, 2, "1.0.0.0", "US", 9),
                CONTOSO.complete(DAY, 1));
        cells();

        // When
        harvest(
                CONTOSO.row(DAY, 2, 1, "1.0.0.0", "US", 5),
                CONTOSO.row(DAY, 2, 2, "1.0.0.0", "US", 2),
                CONTOSO.complete(DAY, 2));

        // Then
        assertThat(cells())
                .extracting(DeltaCell::getFailureHash, DeltaCell::getDelta)
                .containsExactlyInAnyOrder(tuple(hash(1), 2L), tuple(hash(2), -7L));
    }

    @Test
    void shouldCountARowOnceThatMovedToAnotherMarket() {
        // Given
        harvest(CONTOSO.row(DAY, 1, 1, "1.0.0.0", "Unknown", 3), CONTOSO.complete(DAY, 1));
        cells();

        // When
        harvest(CONTOSO.row(DAY, 2, 1, "1.0.0.0", "US", 3), CONTOSO.complete(DAY, 2));

        // Then
        assertThat(cells()).isEmpty();
        assertThat(topology.counter("vanished")).isEqualTo(1);
    }

    @Test
    void shouldTakeNothingAwayWhenADayWasReadInPart() {
        // Given
        harvest(
                CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3),
                CONTOSO.row(DAY, 1, 1, "1.0.0.0", "DE", 4),
                CONTOSO.complete(DAY, 1));
        cells();

        // When
        harvest(CONTOSO.row(DAY, 2, 1, "1.0.0.0", "DE", 6), CONTOSO.mark(DAY, 2, HarvestMark.DAY_PARTIAL));

        // Then
        assertThat(cells()).extracting(DeltaCell::getDelta).containsExactly(2L);
    }

    @Test
    void shouldTakeAwayWhatASourceThatNoLongerCountsHadCounted() {
        // Given
        harvest(CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3), CONTOSO.complete(DAY, 1));
        cells();

        // When
        FailureHit uncounted = CONTOSO.row(DAY, 2, 1, "1.0.0.0", "US", 3);
        uncounted.setCounting(false);
        FailureHit mark = CONTOSO.complete(DAY, 2);
        mark.setCounting(false);
        harvest(uncounted, mark);

        // Then
        assertThat(cells()).extracting(DeltaCell::getDelta).containsExactly(-3L);
    }

    @Test
    void shouldDescribeAFailureAsItsRowsAreNow() {
        // Given
        harvest(
                CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3),
                CONTOSO.complete(DAY, 1),
                CONTOSO.row(DAY.plusDays(2), 2, 1, "1.1.0.0", "US", 4),
                CONTOSO.complete(DAY.plusDays(2), 2));
        assertThat(topology.row(Topics.FAILURES, hash(1)).getLastSeen()).isEqualTo(DAY.plusDays(2));

        // When
        harvest(CONTOSO.complete(DAY.plusDays(2), 3));

        // Then
        Failure failure = topology.row(Topics.FAILURES, hash(1));
        assertThat(failure.getEvents()).isEqualTo(3);
        assertThat(failure.getLastSeen()).isEqualTo(DAY);
        assertThat(failure.getVersions()).hasSize(1);
        assertThat(failure.getFunction()).isEqualTo("f1");
        assertThat(failure.getHashMatchesName()).isFalse();
    }

    @Test
    void shouldLeaveAClosedDayAlone() {
        // Given
        LocalDate closed = TODAY.minusDays(topology.config.detection().historyDays());
        harvest(CONTOSO.row(TODAY, 1, 1, "1.0.0.0", "US", 3), CONTOSO.complete(TODAY, 1));
        cells();

        // When
        harvest(CONTOSO.row(closed, 2, 1, "1.0.0.0", "US", 3), CONTOSO.complete(closed, 2));

        // Then
        assertThat(cells()).isEmpty();
        assertThat(topology.counter("late")).isEqualTo(2);
    }

    @Test
    void shouldSetBytesAsideThatAreNoRow() {
        // Given
        byte[] garbage = {0, 0, 0, 0, 1, 2, 3};
        harvest(CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3));

        // When
        topology.rawInput(Topics.FAILURE_HITS).pipeInput("key", garbage);
        topology.rawInput(Topics.FAILURE_HITS).pipeInput("key", "no Avro at all".getBytes(StandardCharsets.UTF_8));
        harvest(CONTOSO.complete(DAY, 1));

        // Then
        assertThat(topology.deadLetters()).hasSize(2).contains(garbage);
        assertThat(cells()).extracting(DeltaCell::getDelta).containsExactly(3L);
    }

    @Test
    void shouldSendAMarkToEveryPartitionBehindAndADeltaWhereItsKeyBelongs() {
        // Given
        harvest(CONTOSO.row(DAY, 1, 1, "1.0.0.0", "US", 3), CONTOSO.complete(DAY, 1));
        List<DriverDelta> deltas = topology.values(Topics.DRIVER_DELTAS);

        // When / Then
        assertThat(DedupTopology.partitions(deltas.getFirst(), 3)).isEmpty();
        assertThat(DedupTopology.partitions(deltas.getLast(), 3)).isEqualTo(Optional.of(Set.of(0, 1, 2)));
    }
}
