package dev.stopcode.sandbox.world;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.sandbox.world.Trap.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrapTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate LATER = TODAY.plusDays(20);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final World medium = world(Size.MEDIUM);

    private static World world(Size size) {
        return World.of(new WorldConfig(1, size, TODAY));
    }

    private Trap first(Kind kind) {
        return medium.traps().stream()
                .filter(trap -> trap.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static Source source(World world, Trap trap) {
        return world.sources().stream()
                .filter(source -> source.id().equals(trap.source()))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of a trap's driver in some days, as of a date. */
    private Stream<HitRow> rows(Trap trap, LocalDate from, int days, LocalDate asOf) {
        Source source = source(medium, trap);
        return from.datesUntil(from.plusDays(days))
                .flatMap(day -> medium.rows(source, day, asOf).stream())
                .filter(row -> trap.driver().equals(row.driverName()));
    }

    /** Crashes a day. */
    private double mean(Trap trap, LocalDate from, int days, Predicate<HitRow> which) {
        return (double) rows(trap, from, days, LATER)
                        .filter(which)
                        .mapToLong(HitRow::eventCount)
                        .sum()
                / days;
    }

    private static boolean all(HitRow row) {
        return true;
    }

    private static Predicate<HitRow> of(@Nullable String failureHash) {
        return row -> Objects.equals(failureHash, row.failureHash());
    }

    private static Predicate<HitRow> in(@Nullable String version) {
        return row -> Objects.equals(version, row.driverVersion());
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void shouldBeOfEachKindAndInDriversThatDoNotGetWorse(Size size) {
        // Given
        World world = world(size);

        // When / Then
        assertThat(world.traps()).extracting(Trap::kind).contains(Kind.values());
        assertThat(Stream.concat(
                        world.traps().stream().map(Trap::driver),
                        world.truth().stream().map(PlantedRegression::driver)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldLetAVersionSpreadWithoutMoreCrashes() {
        Trap trap = first(Kind.ROLL_OUT);
        LocalDate spread = trap.endDate().minusDays(6);

        assertThat(mean(trap, trap.startDate().minusDays(7), 7, in(trap.version())))
                .isZero();
        assertThat(mean(trap, spread, 7, in(trap.version()))).isGreaterThan(0.4 * mean(trap, spread, 7, TrapTest::all));
        assertThat(mean(trap, spread, 7, TrapTest::all)
                        / mean(trap, trap.startDate().minusDays(7), 7, TrapTest::all))
                .isCloseTo(1, within(0.2));
    }

    @Test
    void shouldRestAtWeekends() {
        Trap trap = first(Kind.WEEKDAYS);
        Predicate<HitRow> weekend = row -> WEEKEND.contains(row.date().getDayOfWeek());
        double atWeekends = mean(trap, TODAY.minusDays(50), 28, weekend) / 2;
        double otherwise = mean(trap, TODAY.minusDays(50), 28, weekend.negate()) / 5;

        assertThat(atWeekends / otherwise).isCloseTo(0.25, within(0.1));
    }

    @Test
    void shouldComeBackAfterAHolidayAsItWas() {
        Trap trap = first(Kind.HOLIDAY);
        double before = mean(trap, trap.startDate().minusDays(14), 14, TrapTest::all);

        assertThat(mean(trap, trap.startDate(), 6, TrapTest::all)).isLessThan(0.5 * before);
        assertThat(mean(trap, trap.endDate().plusDays(1), 14, TrapTest::all) / before)
                .isCloseTo(1, within(0.2));
    }

    @Test
    void shouldLetOneDeviceCrashAgainAndAgain() {
        Trap trap = first(Kind.ONE_DEVICE);
        Source source = source(medium, trap);
        Map<String, Long> crashes = trap.startDate()
                .datesUntil(trap.endDate().plusDays(1))
                .flatMap(day -> medium.crashes(source, day, LATER))
                .filter(crash ->
                        Objects.equals(trap.failureHash(), crash.event().failureHash()))
                .filter(crash -> trap.driver().equals(crash.event().driverName()))
                .collect(groupingBy(crash -> crash.computer().id(), counting()));
        List<Long> counts = crashes.values().stream().sorted().toList().reversed();

        assertThat(source.flavour()).isNotEqualTo(Flavour.OEM);
        assertThat(counts.getFirst()).isGreaterThan(60);
        assertThat(counts.get(1)).isLessThan(counts.getFirst() / 4);
        assertThat(rows(trap, trap.startDate(), 1, LATER).filter(of(trap.failureHash())))
                .anySatisfy(row -> {
                    assertThat(row.eventCount()).isGreaterThan(30);
                    assertThat(row.deviceCount()).isLessThanOrEqualTo(2);
                });
    }

    @Test
    void shouldRenameAFailureFromAVersionOn() {
        Trap trap = first(Kind.RENAMED_FAILURE);
        String oldName = Objects.requireNonNull(trap.failureName()).replaceFirst("^X64_", "");
        Predicate<HitRow> before = of(FailureHash.of(oldName));
        LocalDate spread = trap.startDate().plusDays(26);

        assertThat(mean(trap, trap.startDate().minusDays(28), 28, of(trap.failureHash())))
                .isZero();
        assertThat(mean(trap, spread, 14, in(trap.version()).and(of(trap.failureHash()))))
                .isPositive();
        assertThat(mean(trap, spread, 14, in(trap.version()).and(before))).isZero();
        assertThat(mean(trap, spread, 14, before.or(of(trap.failureHash())))
                        / mean(trap, trap.startDate().minusDays(28), 28, before))
                .isCloseTo(1, within(0.25));
    }

    @Test
    void shouldFixAnOlderBranchAfterANewerOneCameOut() {
        Trap trap = first(Kind.BACK_PORT);
        LocalDate before = trap.startDate().minusDays(7);
        int branch =
                Integer.parseInt(trap.version() == null ? "" : trap.version().split("\\.", 2)[0]);
        double inVersion = mean(trap, trap.endDate(), 14, in(trap.version()).and(of(trap.failureHash())))
                / mean(trap, trap.endDate(), 14, in(trap.version()));
        double inOthers =
                mean(trap, trap.endDate(), 14, in(trap.version()).negate().and(of(trap.failureHash())))
                        / mean(trap, trap.endDate(), 14, in(trap.version()).negate());

        assertThat(mean(trap, before, 7, in(trap.version()))).isZero();
        assertThat(mean(
                        trap,
                        before,
                        7,
                        row -> String.valueOf(row.driverVersion()).startsWith((branch + 1) + ".")))
                .isPositive();
        assertThat(inVersion).isLessThan(inOthers / 2);
    }

    @Test
    void shouldBringAnOldVersionBackForAWhile() {
        Trap trap = first(Kind.OLD_VERSION);

        assertThat(mean(trap, trap.startDate().minusDays(28), 28, in(trap.version())))
                .isLessThan(0.1);
        assertThat(mean(trap, trap.startDate(), 15, in(trap.version()))).isGreaterThan(1);
        assertThat(mean(trap, trap.startDate(), 15, TrapTest::all)
                        / mean(trap, trap.startDate().minusDays(14), 14, TrapTest::all))
                .isCloseTo(1, within(0.2));
    }

    @Test
    void shouldTakeADayBack() {
        Trap trap = first(Kind.TAKEN_BACK);
        LocalDate day = trap.startDate();

        assertThat(events(trap, day, day.plusDays(3))).isGreaterThan(2 * events(trap, day, day.plusDays(9)) + 20);
    }

    @Test
    void shouldLetDaysComeLate() {
        Trap trap = first(Kind.LATE_DAYS);
        for (LocalDate day = trap.startDate(); !day.isAfter(trap.endDate()); day = day.plusDays(1)) {
            assertThat(rows(trap, day, 1, day.plusDays(2))).isEmpty();
            assertThat(rows(trap, day, 1, day.plusDays(3))).isNotEmpty();
        }
    }

    private long events(Trap trap, LocalDate day, LocalDate asOf) {
        return rows(trap, day, 1, asOf)
                .filter(of(trap.failureHash()))
                .mapToLong(HitRow::eventCount)
                .sum();
    }
}
