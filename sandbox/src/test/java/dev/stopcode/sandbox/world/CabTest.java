package dev.stopcode.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.details.DetailRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class CabTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Pattern BUG_CHECK = Pattern.compile("^(?:LKD_|X64_)?0x([0-9a-fA-F]+)_.*");

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

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void shouldHoldADumpOfTheFailureAndADescriptionOfTheComputer() throws IOException {
        for (DetailRow crash : crashesWithCab()) {
            // When
            byte[] cab = world.cabBytes(Objects.requireNonNull(crash.cabIdHash()), TODAY)
                    .orElseThrow();
            Map<String, byte[]> files = unzip(cab);

            // Then
            byte[] dump = files.entrySet().stream()
                    .filter(file -> file.getKey().endsWith(".dmp"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
            ByteBuffer header = ByteBuffer.wrap(dump).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(new String(dump, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("PAGEDU64");
            assertThat(header.getInt(0x30)).isIn(0x8664, 0xAA64);
            assertThat(dump.length).isBetween(50 * 1024, 300 * 1024);
            assertThat(files.get("sysdata.xml")).asString().contains(String.valueOf(crash.driverName()));
            Matcher named = BUG_CHECK.matcher(String.valueOf(crash.failureName()));
            if (named.matches()) {
                assertThat(header.getInt(0x38)).isEqualTo(Integer.parseInt(named.group(1), 16));
            }
        }
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
