package dev.stopcode.producer.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are, reading them ends, with rows or with the one documented error. */
@Timeout(60)
class HostileReportTest {

    private static final String HEADER = "FailureDate,FailureHash,DeviceId,EventCount\n";

    /** What reports are made of, so that chance makes odd reports rather than noise. */
    private static final String[] PARTS = {
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r",
        "\r\n",
        " ",
        "\0",
        "072018",
        "2018-07-20T05:35:32",
        "1",
        "1,234",
        "NULL",
        "x",
        "{",
        "}",
        "\u00EF\u00BB\u00BF",
        "\u00FF\u00FE",
        "device-1",
        "FailureDate",
        "FailureHash",
        "-",
        "/",
        ":"
    };

    private final Random random = new Random(1);

    @Test
    void shouldEndWithRandomBytes() throws IOException {
        for (int run = 0; run < 1000; run++) {
            // Given
            byte[] noise = new byte[random.nextInt(500)];
            random.nextBytes(noise);

            // Then
            assertEnds(noise);
            assertEnds(join(HEADER.getBytes(ISO_8859_1), noise));
            assertEnds(join(new byte[] {0x1F, (byte) 0x8B, 8, 0}, noise));
            assertEnds(join("PK\3\4".getBytes(ISO_8859_1), noise));
        }
    }

    @Test
    void shouldEndWithOddReports() {
        for (int run = 0; run < 2000; run++) {
            // Given
            String rows = random.ints(random.nextInt(200), 0, PARTS.length)
                    .mapToObj(part -> PARTS[part])
                    .collect(Collectors.joining());

            // Then
            assertEnds((HEADER + rows).getBytes(ISO_8859_1));
            assertEnds(rows.getBytes(ISO_8859_1));
        }
    }

    @Test
    void shouldEndWithDamagedFiles() throws IOException {
        // Given
        byte[] report = (HEADER + "072018,h,device-1,1\n".repeat(50)).getBytes(ISO_8859_1);
        byte[][] files = {report, Reports.gzip(report), Reports.zip(report, "a/", "a/b.csv")};

        for (int run = 0; run < 1500; run++) {
            byte[] damaged = files[run % files.length].clone();
            for (int bytes = random.nextInt(4); bytes >= 0; bytes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }

            // Then
            assertEnds(damaged);
        }
    }

    /** Each line opens a quote that the next one closes, and opens another: the worst that quotes can do. */
    @Test
    void shouldNotBeSlowedDownByQuotesThatNeverMatch() throws IOException {
        // Given
        String file = HEADER + "x\",\"y\n".repeat(20_000);

        // Then
        assertThat(Reports.read(file.getBytes(ISO_8859_1))).hasSize(20_000).allMatch(Line.Rejected.class::isInstance);
    }

    private static void assertEnds(byte[] file) {
        assertThatCode(() -> {
                    try {
                        Reports.read(file);
                    } catch (UnreadableReport e) {
                        assertThat(e).hasMessageMatching("(?s)(header|gzip|zip): .*");
                    }
                })
                .doesNotThrowAnyException();
    }

    private static byte[] join(byte[] start, byte[] end) {
        byte[] joined = new byte[start.length + end.length];
        System.arraycopy(start, 0, joined, 0, start.length);
        System.arraycopy(end, 0, joined, start.length, end.length);
        return joined;
    }
}
