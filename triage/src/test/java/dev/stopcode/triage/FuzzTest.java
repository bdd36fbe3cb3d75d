package dev.stopcode.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file holds, there is a report, and soon. */
@Timeout(60)
class FuzzTest {

    private static final int ROUNDS = 1500;

    private final Random random = new Random(20261122);
    private final Triage triage = new Triage(Reading.LIMITS, Clock.systemUTC());

    private void read(byte[] file) throws IOException {
        Instant start = Instant.now();
        assertThat(triage.read(new ByteArrayInputStream(file))).isNotNull();
        assertThat(Duration.between(start, Instant.now()))
                .isLessThan(Reading.LIMITS.time().plusSeconds(1));
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Cabs.Method method : Cabs.Method.values()) {
            seeds.add(Cabs.of(method, Parts.report()));
        }
        seeds.add(Zips.of(Parts.report()));
        seeds.add(Zips.of(Parts.of("a.cab", seeds.getFirst())));
        seeds.add(Dumps.kernel32(0xD1));
        seeds.add(Dumps.user());
        return seeds;
    }

    @Test
    void shouldReportRandomBytesBehindAnyMagic() throws IOException {
        for (String magic : List.of("", "PK\u0003\u0004", "MSCF", "PAGEDU64", "PAGEDUMP", "MDMP")) {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] file = new byte[magic.length() + random.nextInt(3000)];
                random.nextBytes(file);
                for (int at = 0; at < magic.length(); at++) {
                    file[at] = (byte) magic.charAt(at);
                }
                read(file);
            }
        }
    }

    /** Bytes are changed, mostly near the front, where the structure is, and checksums of blocks are left out. */
    @Test
    void shouldReportFilesWithChangedBytes() throws IOException {
        for (byte[] seed : seeds()) {
            for (int i = 0; i < ROUNDS / 5; i++) {
                byte[] file = seed.clone();
                int changes = 1 + random.nextInt(8);
                for (int change = 0; change < changes; change++) {
                    int most = random.nextInt(3) == 0 ? file.length : Math.min(file.length, 600);
                    file[random.nextInt(most)] = (byte) random.nextInt();
                }
                read(file);
            }
        }
    }

    /** A block without a checksum reaches the decoder, whatever it holds. */
    @Test
    void shouldReportBlocksOfAnyContent() throws IOException {
        for (Cabs.Method method : Cabs.Method.values()) {
            byte[] cab = Cabs.of(method, Parts.of("a", Dumps.kernel64(0xD1)));
            int data = Cabs.HEADER + 8 + 16 + 2;
            for (int i = 0; i < ROUNDS; i++) {
                byte[] file = cab.clone();
                for (int at = 0; at < 4; at++) {
                    file[data + at] = 0;
                }
                int changes = 1 + random.nextInt(30);
                for (int change = 0; change < changes; change++) {
                    file[data + 8 + random.nextInt(Math.min(2000, file.length - data - 8))] = (byte) random.nextInt();
                }
                read(file);
            }
        }
    }
}
