package dev.stopcode.sandbox.world;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stopcode.devcenter.hits.HitRow;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final World small = world(1, Size.SMALL);

    private static World world(long seed, Size size) {
        return World.of(new WorldConfig(seed, size, TODAY));
    }

    private static Stream<HitRow> rows(World world, LocalDate day, LocalDate asOf) {
        return world.sources().stream().flatMap(source -> world.rows(source, day, asOf).stream());
    }

    private static Stream<HitRow> history(World world) {
        return world.firstDay().datesUntil(TODAY.plusDays(1)).flatMap(day -> rows(world, day, TODAY));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void shouldHaveAboutTenThousandRowsWhenSmall(long seed) {
        assertThat(history(world(seed, Size.SMALL)).count()).isCloseTo(10_000, Percentage.withPercentage(30));
    }

    @Test
    void shouldHaveAboutAMillionRowsWhenMedium() {
        assertThat(history(world(1, Size.MEDIUM)).count()).isCloseTo(1_000_000, Percentage.withPercentage(20));
    }

    @Test
    void shouldHaveAboutTenMillionRowsWhenLarge() {
        // Given
        World large = world(1, Size.LARGE);

        // When
        long sampled = Stream.of(10, 33, 70)
                .mapToLong(day ->
                        rows(large, large.firstDay().plusDays(day), TODAY).count())
                .sum();

        // Then
        assertThat(sampled * 30).isCloseTo(10_000_000, Percentage.withPercentage(20));
    }

    @Test
    void shouldBeTheSameInWhateverOrderItIsAsked() {
        // Given
        World other = world(1, Size.SMALL);
        Map<LocalDate, List<HitRow>> backwards = new HashMap<>();
        for (LocalDate day = TODAY; !day.isBefore(other.firstDay()); day = day.minusDays(1)) {
            backwards.put(day, rows(other, day, TODAY).toList());
        }

        // When / Then
        assertThat(small.firstDay().datesUntil(TODAY.plusDays(1)))
                .allSatisfy(day -> assertThat(rows(small, day, TODAY)).containsExactlyElementsOf(backwards.get(day)));
    }

    @Test
    void shouldBeAnotherWorldWithAnotherSeed() {
        assertThat(driverNames(world(2, Size.SMALL))).isNotEqualTo(driverNames(small));
        assertThat(world(2, Size.SMALL).truth()).isNotEqualTo(small.truth());
    }

    private static Set<String> driverNames(World world) {
        Set<String> names = new HashSet<>();
        rows(world, TODAY.minusDays(9), TODAY).forEach(row -> names.add(String.valueOf(row.driverName())));
        return names;
    }

    @Test
    void shouldHaveNothingBeforeItsFirstDayAndAfterTheDateOfTheQuestion() {
        assertThat(rows(small, small.firstDay().minusDays(1), TODAY)).isEmpty();
        assertThat(rows(small, TODAY.plusDays(1), TODAY)).isEmpty();
    }

    @Test
    void shouldGoOnAfterToday() {
        LocalDate later = TODAY.plusDays(20);

        assertThat(rows(small, later.minusDays(10), later)).isNotEmpty();
        assertThat(rows(small, TODAY.minusDays(20), later))
                .containsExactlyElementsOf(
                        rows(small, TODAY.minusDays(20), TODAY).toList());
    }

    @Test
    void shouldNeverCountTheSameDimensionsTwiceOnADay() {
        for (Source source : small.sources()) {
            assertThat(small.rows(source, TODAY.minusDays(3), TODAY).stream().map(WorldTest::identity))
                    .doesNotHaveDuplicates();
        }
    }

    private static HitRow identity(HitRow row) {
        return with(row, String.valueOf(row.market()));
    }

    /** A row without its counts. */
    static HitRow dimensions(HitRow row) {
        return with(row, row.market());
    }

    private static HitRow with(HitRow row, @Nullable String market) {
        return new HitRow(
                row.date(),
                row.failureName(),
                row.failureHash(),
                row.symbol(),
                row.osVersion(),
                row.osName(),
                row.eventType(),
                market,
                row.deviceType(),
                row.architecture(),
                row.flightRing(),
                row.applicationId(),
                row.submissionId(),
                row.sellerId(),
                row.driverName(),
                row.driverVersion(),
                row.oemName(),
                row.oemModel(),
                row.mode(),
                row.baseboard(),
                row.modelFamily(),
                0,
                null);
    }

    @Test
    void shouldRestateRecentDaysUpwardUntilTheySettle() {
        // Given
        LocalDate day = TODAY.minusDays(40);

        // When
        List<Long> totals = Stream.of(0, 1, 3, 7, 9, 30)
                .map(age -> events(rows(small, day, day.plusDays(age))))
                .toList();

        // Then
        assertThat(totals.get(0)).isBetween(totals.get(4) * 35 / 100, totals.get(4) * 80 / 100);
        assertThat(totals.get(1)).isGreaterThan(totals.get(0));
        assertThat(totals.get(2)).isGreaterThan(totals.get(1));
        assertThat(rows(small, day, day.plusDays(9)).toList())
                .isEqualTo(rows(small, day, day.plusDays(30)).toList());
    }

    private static long events(Stream<HitRow> rows) {
        return rows.mapToLong(HitRow::eventCount).sum();
    }

    @Test
    void shouldMoveRowsFromMarketUnknownToTheirMarketWithoutChangingWhatTheyCount() {
        // Given: all that arrives has arrived after a week
        World large = world(1, Size.LARGE);
        LocalDate day = TODAY.minusDays(40);
        List<HitRow> before = rows(large, day, day.plusDays(7)).toList();

        // When
        List<HitRow> after = rows(large, day, day.plusDays(9)).toList();

        // Then
        long moved = unknown(before) - unknown(after);
        long takenBack = events(before.stream()) - events(after.stream());
        Map<HitRow, Long> now = withoutMarket(after.stream());
        long changed = withoutMarket(before.stream()).entrySet().stream()
                .filter(row -> !row.getValue().equals(now.get(row.getKey())))
                .count();
        assertThat(moved).isGreaterThan(100);
        assertThat(changed).isLessThanOrEqualTo(takenBack).isLessThan(moved / 2);
    }

    private static long unknown(List<HitRow> rows) {
        return events(rows.stream().filter(row -> "Unknown".equals(row.market())));
    }

    private static Map<HitRow, Long> withoutMarket(Stream<HitRow> rows) {
        return rows.collect(groupingBy(row -> with(row, "any"), summingLong(HitRow::eventCount)));
    }

    @Test
    void shouldTakeSomeCountsBack() {
        // Given
        LocalDate day = TODAY.minusDays(40);
        World large = world(1, Size.LARGE);

        // When
        long week = events(rows(large, day, day.plusDays(7)));
        long settled = events(rows(large, day, day.plusDays(9)));

        // Then
        assertThat(settled).isLessThan(week).isGreaterThan(week * 99 / 100);
    }

    @Test
    void shouldShowEachDriverToOneSourceOnly() {
        World large = world(7, Size.LARGE);
        Map<String, Set<String>> sources = new HashMap<>();
        for (Source source : large.sources()) {
            for (HitRow row : large.rows(source, TODAY.minusDays(9), TODAY)) {
                sources.computeIfAbsent(String.valueOf(row.driverName()), name -> new HashSet<>())
                        .add(source.id());
            }
        }
        assertThat(sources)
                .hasSize(160)
                .allSatisfy((driver, seenBy) -> assertThat(seenBy).hasSize(1));
    }

    @Test
    void shouldNameEachFailureWithItsTrueHash() {
        assertThat(history(small))
                .allSatisfy(row ->
                        assertThat(row.failureHash()).isEqualTo(FailureHash.of(String.valueOf(row.failureName()))));
    }

    @Test
    void shouldLetNewVersionsTakeOver() {
        // Given
        World medium = world(1, Size.MEDIUM);
        String driver = String.valueOf(medium.rows(medium.sources().getFirst(), TODAY, TODAY)
                .getFirst()
                .driverName());

        // When
        Map<String, Long> early = versions(medium, driver, medium.firstDay());
        Map<String, Long> late = versions(medium, driver, TODAY.minusDays(9));

        // Then
        assertThat(early).containsKey("Unknown");
        assertThat(late.keySet()).isNotEqualTo(early.keySet());
        long earlyEvents = early.values().stream().mapToLong(Long::longValue).sum();
        long lateEvents = late.values().stream().mapToLong(Long::longValue).sum();
        assertThat((double) lateEvents / earlyEvents).isCloseTo(1, within(0.35));
    }

    private static Map<String, Long> versions(World world, String driver, LocalDate from) {
        return from.datesUntil(from.plusDays(7))
                .flatMap(day -> rows(world, day, TODAY))
                .filter(row -> driver.equals(row.driverName()))
                .collect(groupingBy(row -> String.valueOf(row.driverVersion()), summingLong(HitRow::eventCount)));
    }

    @Test
    void shouldTotalWhatItsRowsCount() {
        // Given
        long events = events(history(small));

        // When / Then
        assertThat(small.totals(TODAY).mapToLong(Total::events).sum()).isEqualTo(events);
        assertThat(small.driverTotals(TODAY).mapToLong(DriverTotal::events).sum())
                .isEqualTo(events);
    }

    @Test
    void shouldTellSingleCrashesOfThirtyDaysThatAddUpToTheRows() {
        // Given
        Source source = small.sources().getFirst();
        HitRow sample = small.rows(source, TODAY.minusDays(29), TODAY).getFirst();
        String hash = String.valueOf(sample.failureHash());

        // When
        long crashes =
                small.crashes(source, hash, small.firstDay(), TODAY, TODAY).count();

        // Then
        long events = events(TODAY.minusDays(29)
                .datesUntil(TODAY.plusDays(1))
                .flatMap(day -> small.rows(source, day, TODAY).stream())
                .filter(row -> hash.equals(row.failureHash())));
        assertThat(crashes).isEqualTo(events).isPositive();
    }
}
