package dev.stopcode.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.SourceStatus;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However many partitions deduplication has, however unevenly they advance, and in whatever order they name the changes of a
 * day: detection comes to the same tables. Rows in any order before that, and killed processes, are in {@code StreamsIT}.
 */
class AnyOrderTest {

    private static final World WORLD = World.of(new WorldConfig(6, Size.SMALL, Rows.TODAY));
    private static final String SOURCE = "all";

    @TempDir
    private static Path stateDir;

    private static Tables expected;

    private record Tables(
            Map<String, RegressionAlert> alerts,
            Map<String, DriverDay> days,
            Map<String, DriverVersion> versions,
            Map<String, SourceStatus> sources) {}

    private record Cell(LocalDate day, String driver, String version, String failureHash) {}

    @BeforeAll
    static void harvestInOrder() {
        expected = run(1, new Random(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldComeToTheSame(long seed) {
        // Given
        assertThat(expected.alerts().values())
                .extracting(RegressionAlert::getKind)
                .contains(AlertKind.values());

        // When
        Tables actual = run((int) (1 + seed), new Random(seed));

        // Then
        assertThat(actual.alerts()).isEqualTo(expected.alerts());
        assertThat(actual.days()).isEqualTo(expected.days());
        assertThat(actual.versions()).isEqualTo(expected.versions());
        assertThat(actual.sources()).isEqualTo(expected.sources());
    }

    private static Tables run(int partitions, Random random) {
        try (TopologyFixture topology = new TopologyFixture(stateDir.resolve(Long.toString(random.nextLong())))) {
            TestInputTopic<String, DriverDelta> deltas = topology.input(Topics.DRIVER_DELTAS);
            List<Queue<DriverDelta>> upstream = upstream(partitions, random);
            while (upstream.stream().anyMatch(queue -> !queue.isEmpty())) {
                DriverDelta next = upstream.get(random.nextInt(partitions)).poll();
                if (next != null) {
                    deltas.pipeInput(next.getMark() == null ? next.getDriverName() : SOURCE, next, Instant.EPOCH);
                }
            }
            return new Tables(
                    topology.table(Topics.ALERTS),
                    topology.table(Topics.DRIVER_DAYS),
                    topology.table(Topics.DRIVER_VERSIONS),
                    topology.table(Topics.SOURCE_STATUS));
        }
    }

    /** What each partition says: all days as they were three days ago, then the newest ten again as they are today. */
    private static List<Queue<DriverDelta>> upstream(int partitions, Random random) {
        List<Queue<DriverDelta>> upstream = new ArrayList<>();
        IntStream.range(0, partitions).forEach(partition -> upstream.add(new ArrayDeque<>()));
        Map<Cell, Long> known = new HashMap<>();
        harvest(Rows.TODAY.minusDays(3), WORLD.firstDay(), known, upstream, random);
        harvest(Rows.TODAY, Rows.TODAY.minusDays(10), known, upstream, random);
        return upstream;
    }

    private static void harvest(
            LocalDate asOf, LocalDate from, Map<Cell, Long> known, List<Queue<DriverDelta>> upstream, Random random) {
        Map<Cell, Long> now = WORLD.totals(asOf)
                .filter(total -> !total.day().isBefore(from))
                .collect(Collectors.toMap(
                        total -> new Cell(total.day(), total.driver(), total.version(), total.failureHash()),
                        total -> total.events(),
                        Long::sum));
        TreeSet<Cell> cells = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        cells.addAll(now.keySet());
        known.keySet().stream().filter(cell -> !cell.day().isBefore(from)).forEach(cells::add);
        from.datesUntil(asOf.plusDays(1)).forEach(day -> {
            for (int partition = 0; partition < upstream.size(); partition++) {
                int own = partition;
                List<Cell> ofPartition = cells.stream()
                        .filter(cell -> cell.day().equals(day))
                        .filter(cell -> Math.floorMod(cell.failureHash().hashCode(), upstream.size()) == own)
                        .collect(Collectors.toCollection(ArrayList::new));
                Collections.shuffle(ofPartition, random);
                ofPartition.forEach(cell -> upstream.get(own)
                        .add(delta(day, asOf, own, upstream.size())
                                .setDriverName(cell.driver())
                                .setCells(List.of(new DeltaCell(
                                        cell.version(),
                                        cell.failureHash(),
                                        null,
                                        now.getOrDefault(cell, 0L) - known.getOrDefault(cell, 0L))))
                                .build()));
                upstream.get(own)
                        .add(delta(day, asOf, own, upstream.size())
                                .setMark(HarvestMark.DAY_COMPLETE)
                                .setAsOf(asOf)
                                .setEvents(ofPartition.stream()
                                        .mapToLong(cell -> now.getOrDefault(cell, 0L))
                                        .sum())
                                .build());
            }
        });
        known.putAll(now);
    }

    private static DriverDelta.Builder delta(LocalDate day, LocalDate asOf, int partition, int partitions) {
        return DriverDelta.newBuilder()
                .setSource(SOURCE)
                .setDate(day)
                .setHarvestId(asOf.toEpochDay())
                .setPartition(partition)
                .setPartitions(partitions);
    }
}
