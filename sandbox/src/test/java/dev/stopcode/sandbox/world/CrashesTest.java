package dev.stopcode.sandbox.world;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.hits.HitRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final World small = world(Size.SMALL);

    private static World world(Size size) {
        return World.of(new WorldConfig(1, size, TODAY));
    }

    /** What tells one crash from all others. */
    private record Identity(
            Instant time,
            @Nullable String failure,
            String device,
            @Nullable String cab) {

        static Identity of(Crash crash) {
            return new Identity(
                    crash.event().time(),
                    crash.event().failureHash(),
                    crash.computer().id(),
                    crash.event().cabIdHash());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9, 60})
    void shouldAddUpToTheRowsOfTheDayOnWhateverDateTheyAreAskedFor(int age) {
        LocalDate day = TODAY.minusDays(60);
        for (Source source : small.sources()) {
            // When
            Map<HitRow, Long> crashes = small.crashes(source, day, day.plusDays(age))
                    .collect(groupingBy(crash -> row(crash.event()), counting()));

            // Then
            Map<HitRow, Long> rows = small.rows(source, day, day.plusDays(age)).stream()
                    .collect(toMap(WorldTest::dimensions, HitRow::eventCount));
            assertThat(crashes).isEqualTo(rows);
        }
    }

    private static HitRow row(DetailRow event) {
        return new HitRow(
                LocalDate.ofInstant(event.time(), ZoneOffset.UTC),
                event.failureName(),
                event.failureHash(),
                event.symbol(),
                event.osVersion(),
                event.osName(),
                event.eventType(),
                event.market(),
                event.deviceType(),
                event.architecture(),
                event.flightRing(),
                event.applicationId(),
                event.submissionId(),
                event.sellerId(),
                event.driverName(),
                event.driverVersion(),
                event.oemName(),
                event.oemModel(),
                event.mode(),
                event.baseboard(),
                event.modelFamily(),
                0,
                null);
    }

    @Test
    void shouldTellNoTwoCrashesThatLookTheSame() {
        World large = world(Size.LARGE);
        for (int back : List.of(0, 12, 40)) {
            LocalDate day = TODAY.minusDays(back);
            assertThat(large.sources().stream()
                            .flatMap(source -> large.crashes(source, day, TODAY))
                            .map(Identity::of))
                    .hasSizeGreaterThan(50_000)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldTellACrashInTheSameWayOnLaterDates() {
        // Given
        LocalDate day = TODAY.minusDays(40);

        // When
        Set<Identity> early = identities(day, day.plusDays(2));
        Set<Identity> late = identities(day, TODAY);

        // Then
        Set<Identity> takenBack =
                early.stream().filter(crash -> !late.contains(crash)).collect(Collectors.toSet());
        assertThat(late).hasSizeGreaterThan(early.size());
        assertThat(takenBack).hasSizeLessThan(early.size() / 20);
    }

    private Set<Identity> identities(LocalDate day, LocalDate asOf) {
        return all(day, asOf).map(Identity::of).collect(Collectors.toSet());
    }

    private Stream<Crash> all(LocalDate day, LocalDate asOf) {
        return small.sources().stream().flatMap(source -> small.crashes(source, day, asOf));
    }

    @Test
    void shouldTellTheCrashesThatAFailuresDetailsTell() {
        LocalDate day = TODAY.minusDays(3);
        for (Source source : small.sources()) {
            Map<String, List<DetailRow>> byFailure = small.crashes(source, day, TODAY)
                    .map(Crash::event)
                    .collect(groupingBy(event -> Objects.requireNonNull(event.failureHash())));
            assertThat(byFailure)
                    .isNotEmpty()
                    .allSatisfy((hash, events) -> assertThat(events)
                            .containsExactlyInAnyOrderElementsOf(
                                    small.crashes(source, hash, day, day, TODAY).toList()));
        }
    }

    @Test
    void shouldTellOfTheComputerForAllFlavours() {
        assertThat(all(TODAY.minusDays(9), TODAY)).isNotEmpty().allSatisfy(crash -> {
            assertThat(crash.computer().id()).hasSize(36);
            assertThat(crash.computer().hardwareId()).matches("PCI\\\\VEN_[0-9A-F]{4}&DEV_[0-9A-F]{4}");
            assertThat(crash.computer().cpuName()).isNotBlank();
            assertThat(crash.computer().skuType()).isNotBlank();
            assertThat(crash.release()).isNotBlank();
            if (crash.event().clientDeviceId() != null) {
                assertThat(crash.event().clientDeviceId())
                        .isEqualTo(crash.computer().id());
            }
        });
    }
}
