package dev.stopcode.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Total;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.DeltaCell;
import dev.stopcode.streams.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule against the worlds that the sandbox simulates, without anything in between. */
class SimulatedWorldTest {

    private static final int SETTLE_DAYS = 3;

    private record Raised(String driver, String failureHash, String kind, int start, int end) {}

    private static List<Raised> judge(World world) {
        Map<String, DriverBook> drivers = new TreeMap<>();
        List<Total> totals = world.totals(world.config().today()).collect(Collectors.toCollection(ArrayList::new));
        for (Total total : totals) {
            drivers.computeIfAbsent(total.driver(), DriverBook::new)
                    .apply(
                            total.source(),
                            (int) total.day().toEpochDay(),
                            List.of(new DeltaCell(total.version(), total.failureHash(), null, total.events())),
                            List.of());
        }
        int today = (int) world.config().today().toEpochDay();
        DriverJudge judge = new DriverJudge(new StepRule(5, 10));
        List<Raised> raised = new ArrayList<>();
        drivers.values().forEach(book -> {
            DriverSeries series = DriverSeries.of(book, today, day -> true);
            for (Finding finding :
                    judge.judge(series, today - SETTLE_DAYS - series.firstDay()).findings()) {
                raised.add(new Raised(
                        book.name(),
                        finding.failure() == DriverBook.WHOLE_DRIVER
                                ? "all"
                                : book.failure(finding.failure()).getHash(),
                        finding.kind().name(),
                        series.firstDay() + finding.incident().start(),
                        series.firstDay() + finding.incident().end()));
            }
        });
        return raised;
    }

    private static boolean isAbout(Raised raised, PlantedRegression planted) {
        return raised.driver().equals(planted.driver())
                && raised.failureHash().equals(planted.failureHash())
                && raised.start() <= planted.endDate().toEpochDay()
                && raised.end() >= planted.startDate().toEpochDay();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFindWhatWasPlantedAndNothingElse(long seed) {
        // Given
        World world = World.of(new WorldConfig(seed, Size.SMALL, Rows.TODAY));

        // When
        List<Raised> raised = judge(world);

        // Then
        assertThat(world.truth()).hasSizeGreaterThanOrEqualTo(6);
        for (PlantedRegression planted : world.truth()) {
            assertThat(raised.stream().filter(alert -> isAbout(alert, planted)))
                    .as(planted.toString())
                    .extracting(Raised::kind)
                    .containsExactly(planted.kind().name());
        }
        assertThat(raised)
                .filteredOn(alert -> world.truth().stream().noneMatch(planted -> isAbout(alert, planted)))
                .isEmpty();
    }
}
