package dev.stopcode.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.triage.archive.Archive;
import dev.stopcode.triage.archive.Archive.Entry;
import dev.stopcode.triage.limit.Budget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LzxTest {

    /** Text that repeats near and far, calls, and noise. */
    private static byte[] content(int length) {
        Random random = new Random(length);
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            int run = Math.min(length - at, 1 + random.nextInt(600));
            int from = at == 0 ? 0 : random.nextInt(at);
            switch (random.nextInt(4)) {
                case 0 -> {
                    for (int i = 0; i < run; i++) {
                        bytes[at + i] = bytes[from + i % Math.max(1, at - from)];
                    }
                }
                case 1 -> {
                    for (int i = 0; i < run; i++) {
                        bytes[at + i] = i % 5 == 0 ? (byte) 0xE8 : (byte) (i % 5 > 2 ? 0 : random.nextInt(3));
                    }
                }
                case 2 -> {
                    for (int i = 0; i < run; i++) {
                        bytes[at + i] = (byte) random.nextInt();
                    }
                }
                default -> {}
            }
            at += run;
        }
        return bytes;
    }

    private static byte[] unpacked(byte[] cab, String name) throws IOException {
        Budget budget = new Budget(Reading.LIMITS, Clock.systemUTC());
        Archive archive = Archive.of(cab, new ByteArrayInputStream(cab), budget).orElseThrow();
        for (Entry entry = archive.next(); entry != null; entry = archive.next()) {
            if (entry.isNamed(name)) {
                return entry.content().readAllBytes();
            }
        }
        throw new AssertionError("not in the CAB");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 11, 20_001, 32_767, 32_768, 32_769, 65_536, 108_333, 400_000})
    void shouldUnpackWhatWasPacked(int length) throws IOException {
        byte[] content = content(length);

        assertThat(unpacked(Cabs.of(Cabs.Method.LZX, Map.of("a", content)), "a"))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindTheSecondFileOfAFolder(Cabs.Method method) throws IOException {
        byte[] content = content(70_000);

        byte[] cab = Cabs.of(method, Parts.of("a", content(40_001), "b", content));

        assertThat(unpacked(cab, "b")).isEqualTo(content);
    }
}
