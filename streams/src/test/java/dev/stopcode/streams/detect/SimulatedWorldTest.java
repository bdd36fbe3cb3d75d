package dev.stopcode.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.sandbox.score.Score;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Total;
import dev.stopcode.sandbox.world.Trap;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detection against the worlds that the sandbox simulates, harvested day by day. */
class SimulatedWorldTest {

    /** Of some 200 series over 60 days, of which one in a thousand may be raised by chance. */
    private static final int MOST_FALSE_ALARMS = 2;

    private static final double MOST_DAYS = 1;

    private static final Set<Enum<?>> UNSEEN = Set.of(Trap.Kind.ONE_DEVICE);

    @TempDir
    Path stateDir;

    private List<RegressionAlert> judge(World world, boolean withInstalls) {
        TreeMap<LocalDate, Map<String, List<Total>>> days = world.totals(
                        world.config().today())
                .collect(Collectors.groupingBy(
                        Total::day,
                        TreeMap::new,
                        Collectors.groupingBy(Total::driver, TreeMap::new, Collectors.toList())));
        Map<String, String> names = names(world);
        try (TopologyFixture topology = new TopologyFixture(stateDir)) {
            if (withInstalls) {
                install(world, topology.input(Topics.DRIVER_INSTALLS));
            }
            TestInputTopic<String, DriverDelta> deltas = topology.input(Topics.DRIVER_DELTAS);
            days.forEach((day, drivers) -> {
                drivers.forEach((driver, totals) -> deltas.pipeInput(
                        driver,
                        delta(world, day)
                                .setDriverName(driver)
                                .setCells(totals.stream()
                                        .map(total -> new DeltaCell(
                                                total.version(),
                                                total.failureHash(),
                                                names.get(total.failureHash()),
                                                total.events()))
                                        .toList())
                                .build()));
                deltas.pipeInput(
                        "all",
                        delta(world, day).setMark(HarvestMark.DAY_COMPLETE).build());
            });
            return topology.values(Topics.REGRESSION_ALERTS);
        }
    }

    private static Map<String, String> names(World world) {
        LocalDate today = world.config().today();
        Map<String, String> names = new HashMap<>();
        world.sources()
                .forEach(source -> world.firstDay()
                        .datesUntil(today.plusDays(1))
                        .flatMap(day -> world.rows(source, day, today).stream())
                        .forEach(row -> names.put(row.failureHash(), row.failureName())));
        return names;
    }

    private static void install(World world, TestInputTopic<String, DriverInstalls> topic) {
        world.installs(world.config().today())
                .forEach(installed -> topic.pipeInput(
                        installed.driver() + "|" + installed.version() + "|" + installed.day(),
                        new DriverInstalls(
                                installed.driver(), installed.version(), installed.day(), installed.computers())));
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBlameNoReleaseForSpreading(long seed) {
        // Given a world in which no release fails more often than others as a whole
        World world = World.of(new WorldConfig(seed, Size.SMALL, Rows.TODAY));

        // When / Then
        assertThat(judge(world, true))
                .filteredOn(alert -> alert.getRelease() != null && alert.getStatus() != AlertStatus.WITHDRAWN)
                .flatExtracting(alert -> alert.getRelease().getWorse())
                .extracting(ChangedFailure::getFailureHash)
                .isNotEmpty()
                .doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFindWhatWasPlantedAndLittleElse(long seed) {
        // Given
        World world = World.of(new WorldConfig(seed, Size.SMALL, Rows.TODAY));

        // When
        Score score = Score.of(
                world.planted(),
                new Score.Harvest(world.firstDay(), world.config().today()),
                judge(world, false));

        // Then
        assertThat(world.truth()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(score.regressions()).allSatisfy(found -> {
            assertThat(found.alerts()).as(found.planted().toString()).hasSize(1);
            assertThat(found.isNamedRight()).as(found.toString()).isTrue();
        });
        assertThat(score.medianDelayDays().orElseThrow()).isLessThanOrEqualTo(MOST_DAYS);
        // devices are not known here, and a series does not see that a new failure is an old one renamed
        Stream<RegressionAlert> fallenFor = score.traps().stream()
                .filter(trap -> !UNSEEN.contains(trap.planted().kind()))
                .flatMap(trap -> trap.alerts().stream());
        assertThat(Stream.concat(score.falseAlarms().stream(), fallenFor))
                .extracting(RegressionAlert::getSummary)
                .hasSizeLessThanOrEqualTo(MOST_FALSE_ALARMS);
    }
}
