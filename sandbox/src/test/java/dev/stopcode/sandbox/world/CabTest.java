package dev.stopcode.sandbox.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.triage.Agreement;
import dev.stopcode.triage.CrashReport;
import dev.stopcode.triage.Triage;
import dev.stopcode.triage.dump.DumpHeader;
import dev.stopcode.triage.dump.DumpType;
import dev.stopcode.triage.limit.Limits;
import dev.stopcode.triage.xml.DriverFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CabTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final World world = World.of(new WorldConfig(1, Size.SMALL, TODAY));

    private List<DetailRow> crashesWithCab() {
        return world.sources().stream().flatMap(this::crashesWithCab).toList();
    }

    private Stream<DetailRow> crashesWithCab(Source source) {
        return world.rows(source, TODAY.minusDays(9), TODAY).stream()
                .map(row -> Objects.requireNonNull(row.failureHash()))
                .distinct()
                .limit(6)
                .flatMap(hash -> world.crashes(source, hash, TODAY.minusDays(29), TODAY, TODAY))
                .filter(row -> row.cabIdHash() != null);
    }

    private byte[] cab(DetailRow crash) {
        return world.cabBytes(Objects.requireNonNull(crash.cabIdHash()), TODAY).orElseThrow();
    }

    private static @Nullable String known(@Nullable String text) {
        return "Unknown".equals(text) ? null : text;
    }

    @Test
    void shouldHoldADumpOfTheFailureAndDescriptionsOfTheComputer() throws IOException {
        Triage triage = new Triage(Limits.DEFAULT, Clock.systemUTC());
        for (DetailRow crash : crashesWithCab()) {
            // When
            byte[] cab = cab(crash);
            CrashReport report = triage.read(new ByteArrayInputStream(cab));

            // Then
            assertThat(cab.length).isBetween(50 * 1024, 310 * 1024);
            assertThat(report.problem()).isNull();
            DumpHeader header = Objects.requireNonNull(report.header());
            assertThat(header.bugCheckName()).isNotNull();
            assertThat(header.crashedAt()).isEqualTo(crash.time());
            assertThat(header.architecture()).isIn("x64", "ARM64");
            assertThat(header.type()).isIn(DumpType.MINI, DumpType.KERNEL, DumpType.FULL);
            assertThat(Agreement.of(header, crash.failureName()))
                    .isEqualTo(
                            String.valueOf(crash.failureName()).matches(".*(0x|AV_).*")
                                    ? CabAgreement.YES
                                    : CabAgreement.UNKNOWN);
            assertThat(report.description().osVersion()).isEqualTo(known(crash.osVersion()));
            assertThat(report.description().osName()).isEqualTo(known(crash.osName()));
            assertThat(report.description().reportType())
                    .isEqualTo(
                            String.valueOf(crash.failureName()).startsWith("LKD_") ? "LiveKernelEvent" : "BlueScreen");
            assertThat(report.description().drivers())
                    .contains(new DriverFile(Objects.requireNonNull(crash.driverName()), known(crash.driverVersion())));
        }
    }

    @Test
    void shouldComeInAllContainers() {
        assertThat(crashesWithCab().stream().map(this::cab).map(CabTest::container))
                .contains("ZIP", "CAB 0", "CAB 1");
    }

    /** A CAB with the method by which it is packed. */
    private static String container(byte[] cab) {
        return new String(cab, 0, 4, US_ASCII).equals("MSCF") ? "CAB " + cab[42] : "ZIP";
    }

    @Test
    void shouldHaveTheSameBytesInEveryWorldOfTheConfiguration() {
        World same = World.of(new WorldConfig(1, Size.SMALL, TODAY));
        for (DetailRow crash : crashesWithCab().subList(0, 20)) {
            String id = Objects.requireNonNull(crash.cabIdHash());
            assertThat(same.cabBytes(id, TODAY.plusDays(1)))
                    .hasValue(world.cabBytes(id, TODAY).orElseThrow());
        }
    }

    @Test
    void shouldHaveAnIdOfItsOwnAndExpireAfterThirtyDays() {
        // Given
        List<DetailRow> crashes = crashesWithCab();

        // Then
        assertThat(crashes).extracting(DetailRow::cabIdHash).doesNotHaveDuplicates();
        assertThat(crashes).allSatisfy(crash -> {
            String id = Objects.requireNonNull(crash.cabIdHash());
            LocalDate day = LocalDate.ofInstant(crash.time(), ZoneOffset.UTC);
            assertThat(world.cabBytes(id, day.plusDays(30))).isPresent();
            assertThat(world.cabBytes(id, day.plusDays(31))).isEmpty();
        });
    }

    @Test
    void shouldNotBeFoundUnderAnotherId() {
        assertThat(world.cabBytes(UUID.nameUUIDFromBytes(new byte[1]).toString(), TODAY))
                .isEmpty();
        assertThat(world.cabBytes("no GUID", TODAY)).isEmpty();
    }
}
