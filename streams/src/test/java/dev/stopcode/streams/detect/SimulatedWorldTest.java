package dev.stopcode.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Total;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detection against the worlds that the sandbox simulates, harvested day by day. */
class SimulatedWorldTest {

    @TempDir
    Path stateDir;

    private List<RegressionAlert> judge(World world) {
        TreeMap<LocalDate, Map<String, List<Total>>> days = world.totals(
                        world.config().today())
                .collect(Collectors.groupingBy(
                        Total::day,
                        TreeMap::new,
                        Collectors.groupingBy(Total::driver, TreeMap::new, Collectors.toList())));
        try (TopologyFixture topology = new TopologyFixture(stateDir)) {
            TestInputTopic<String, DriverDelta> deltas = topology.input(Topics.DRIVER_DELTAS);
            days.forEach((day, drivers) -> {
                drivers.forEach((driver, totals) -> deltas.pipeInput(
                        driver,
                        delta(world, day)
                                .setDriverName(driver)
                                .setCells(totals.stream()
                                        .map(total -> new DeltaCell(
                                                total.version(), total.failureHash(), null, total.events()))
                                        .toList())
                                .build()));
                deltas.pipeInput(
                        "all",
                        delta(world, day).setMark(HarvestMark.DAY_COMPLETE).build());
            });
            return List.copyOf(topology.table(Topics.ALERTS).values());
        }
    }

    private static DriverDelta.Builder delta(World world, LocalDate day) {
        return DriverDelta.newBuilder()
                .setSource("all")
                .setDate(day)
                .setHarvestId(1)
                .setAsOf(world.config().today())
                .setPartition(0)
                .setPartitions(1);
    }

    private static boolean isAbout(RegressionAlert alert, PlantedRegression planted) {
        return alert.getDriverName().equals(planted.driver())
                && planted.failureHash().equals(alert.getFailureHash())
                && !alert.getStartDate().isAfter(planted.endDate())
                && !alert.getEndDate().isBefore(planted.startDate());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFindWhatWasPlantedAndNothingElse(long seed) {
        // Given
        World world = World.of(new WorldConfig(seed, Size.SMALL, Rows.TODAY));

        // When
        List<RegressionAlert> raised = judge(world).stream()
                .filter(alert -> alert.getStatus() != AlertStatus.WITHDRAWN && alert.getMergedInto() == null)
                .toList();

        // Then
        assertThat(world.truth()).hasSizeGreaterThanOrEqualTo(6);
        for (PlantedRegression planted : world.truth()) {
            assertThat(raised.stream().filter(alert -> isAbout(alert, planted)))
                    .as(planted.toString())
                    .extracting(alert -> alert.getKind().name())
                    .containsExactly(planted.kind().name());
        }
        assertThat(raised)
                .filteredOn(alert -> world.truth().stream().noneMatch(planted -> isAbout(alert, planted)))
                .extracting(RegressionAlert::getSummary)
                .isEmpty();
    }
}
