package dev.stopcode.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.sandbox.world.PlantedRegression.Kind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedRegressionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final int DAYS = 90;
    private static final int SETTLED = DAYS - 4;

    /** A failure of a driver. */
    private record Series(String driver, String failureHash) {}

    static Stream<Arguments> worlds() {
        return Stream.concat(
                IntStream.rangeClosed(1, 6).mapToObj(seed -> Arguments.of(seed, Size.SMALL)),
                Stream.of(Arguments.of(1, Size.MEDIUM)));
    }

    private static World world(long seed, Size size) {
        return World.of(new WorldConfig(seed, size, TODAY));
    }

    private static Map<Series, long[]> series(World world) {
        Map<Series, long[]> series = new HashMap<>();
        world.totals(TODAY)
                .forEach(total -> series.computeIfAbsent(
                                        new Series(total.driver(), total.failureHash()), unseen -> new long[DAYS])[
                                day(world, total.day())] +=
                        total.events());
        return series;
    }

    private static int day(World world, LocalDate date) {
        return (int) (date.toEpochDay() - world.firstDay().toEpochDay());
    }

    private static double mean(long[] counts, int from, int to) {
        return Arrays.stream(counts, from, to).average().orElse(0);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void shouldStandOut(long seed, Size size) {
        // Given
        World world = world(seed, size);
        Map<Series, long[]> series = series(world);

        // When / Then
        assertThat(world.truth()).allSatisfy(planted -> {
            long[] counts = Objects.requireNonNull(series.get(new Series(planted.driver(), planted.failureHash())));
            int start = day(world, planted.startDate());
            int end = Math.min(day(world, planted.endDate()) + 1, SETTLED);
            double usual = mean(counts, start - 28, start);
            double raised = mean(counts, start, end);
            switch (planted.kind()) {
                case SPIKE -> assertThat(raised).isGreaterThan(8 * usual).isGreaterThan(usual + 30);
                case SHIFT -> assertThat(raised).isGreaterThan(3 * usual).isGreaterThan(usual + 15);
                case NEW_FAILURE -> {
                    assertThat(Arrays.stream(counts, 0, start).sum()).isZero();
                    assertThat(Arrays.stream(counts, start, start + 3).max().orElse(0))
                            .isGreaterThanOrEqualTo(8);
                    assertThat(raised).isGreaterThan(8);
                }
                case RESURFACED -> {
                    assertThat(Arrays.stream(counts, 0, start - 28).sum()).isGreaterThan(20);
                    assertThat(Arrays.stream(counts, start - 28, start).sum()).isZero();
                    assertThat(raised).isGreaterThan(8);
                }
                case VERSION_REGRESSION -> {
                    assertThat(raised).isGreaterThan(usual + 5);
                    assertThat(mean(counts, SETTLED - 5, SETTLED)).isGreaterThan(usual + 10);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void shouldBePlantedInSeveralKindsMostOfThemLately(long seed, Size size) {
        // Given
        World world = world(seed, size);
        List<PlantedRegression> truth = world.truth();

        // When
        Map<Kind, Long> kinds =
                truth.stream().collect(Collectors.groupingBy(PlantedRegression::kind, Collectors.counting()));
        long late = truth.stream()
                .filter(planted -> day(world, planted.startDate()) >= DAYS - 25)
                .count();

        // Then
        assertThat(kinds)
                .containsOnlyKeys(Kind.values())
                .allSatisfy((kind, count) -> assertThat(count).isGreaterThanOrEqualTo(2));
        assertThat(late * 2).isGreaterThanOrEqualTo(truth.size());
        assertThat(truth)
                .allSatisfy(
                        planted -> assertThat(day(world, planted.startDate())).isBetween(35, 85));
        assertThat(truth.stream().filter(planted -> planted.kind() == Kind.SHIFT))
                .allSatisfy(planted -> assertThat(planted.endDate())
                        .isAfterOrEqualTo(planted.startDate().plusDays(13)));
        assertThat(truth).extracting(PlantedRegression::driver).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void shouldBeTheOnlyThingsThatStandOut(long seed, Size size) {
        // Given
        World world = world(seed, size);
        Set<Series> planted = world.truth().stream()
                .map(truth -> new Series(truth.driver(), truth.failureHash()))
                .collect(Collectors.toSet());
        world.traps().stream()
                .filter(trap -> trap.failureHash() != null)
                .forEach(trap -> planted.add(new Series(trap.driver(), Objects.requireNonNull(trap.failureHash()))));

        // When
        List<Series> suspicious = series(world).entrySet().stream()
                .filter(entry -> standsOut(Objects.requireNonNull(entry.getValue())))
                .map(Map.Entry::getKey)
                .toList();

        // Then
        assertThat(planted).containsAll(suspicious);
    }

    /** A day far above the four weeks before it, or a failure that is new and comes more than twice. */
    private static boolean standsOut(long[] counts) {
        return IntStream.range(28, DAYS).anyMatch(day -> {
            double usual = mean(counts, day - 28, day);
            boolean first = Arrays.stream(counts, 0, day).sum() == 0;
            return first ? counts[day] > 2 : counts[day] > usual + 8 * Math.sqrt(usual + 1);
        });
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void shouldLeaveDumpsBehindWhenRecent(long seed, Size size) {
        // Given
        World world = world(seed, size);

        // When / Then
        assertThat(world.truth().stream().filter(planted -> planted.startDate().isAfter(TODAY.minusDays(28))))
                .isNotEmpty()
                .allSatisfy(planted -> assertThat(cabs(world, planted)).hasSizeGreaterThanOrEqualTo(5));
    }

    private static List<String> cabs(World world, PlantedRegression planted) {
        Source source = world.sources().stream()
                .filter(each -> each.id().equals(planted.source()))
                .findFirst()
                .orElseThrow();
        return world.crashes(source, planted.failureHash(), planted.startDate(), TODAY, TODAY)
                .map(DetailRow::cabIdHash)
                .filter(Objects::nonNull)
                .filter(cab -> world.cabBytes(cab, TODAY).isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void shouldMakeAVersionWorseThanTheOthers(long seed, Size size) {
        // Given
        World world = world(seed, size);
        List<PlantedRegression> worse = world.truth().stream()
                .filter(planted -> planted.kind() == Kind.VERSION_REGRESSION)
                .toList();

        // When / Then
        assertThat(worse).isNotEmpty().allSatisfy(planted -> {
            Map<Boolean, Map<Boolean, Long>> events = world.totals(TODAY)
                    .filter(total -> total.driver().equals(planted.driver())
                            && !total.day().isBefore(planted.startDate()))
                    .collect(Collectors.partitioningBy(
                            total -> total.version().equals(planted.version()),
                            Collectors.partitioningBy(
                                    total -> total.failureHash().equals(planted.failureHash()),
                                    Collectors.summingLong(Total::events))));
            Map<Boolean, Long> own = Objects.requireNonNull(events.get(true));
            Map<Boolean, Long> others = Objects.requireNonNull(events.get(false));
            assertThat(ratio(own)).isGreaterThan(3 * ratio(others));
            assertThat(own.get(true)).isGreaterThan(40);
        });
    }

    private static double ratio(Map<Boolean, Long> events) {
        return (double) Objects.requireNonNull(events.get(true)) / Objects.requireNonNull(events.get(false));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void shouldShiftSomeFailuresAtOnceAndOthersDayByDay(long seed, Size size) {
        // Given
        World world = world(seed, size);
        Map<Series, long[]> series = series(world);

        // When
        Map<Boolean, Long> shifts = world.truth().stream()
                .filter(planted -> planted.kind() == Kind.SHIFT)
                .collect(Collectors.partitioningBy(
                        planted -> {
                            long[] counts = Objects.requireNonNull(
                                    series.get(new Series(planted.driver(), planted.failureHash())));
                            int start = day(world, planted.startDate());
                            return mean(counts, start, start + 4) * 2 < mean(counts, start + 10, start + 14);
                        },
                        Collectors.counting()));

        // Then
        assertThat(shifts.values()).allSatisfy(count -> assertThat(count).isPositive());
    }

    @Test
    void shouldNameTheVersionThatBroughtANewFailure() {
        World world = world(1, Size.SMALL);

        assertThat(world.truth().stream().filter(planted -> planted.kind() == Kind.NEW_FAILURE))
                .allSatisfy(planted -> assertThat(world.totals(TODAY)
                                .filter(total -> total.failureHash().equals(planted.failureHash()))
                                .map(Total::version))
                        .containsOnly(planted.version()));
    }
}
