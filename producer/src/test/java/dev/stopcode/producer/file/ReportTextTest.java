package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTextTest {

    private static final byte[] REPORT = Reports.bytes("FailureDate,FailureHash,EventCount", "072018,h,1");

    @Test
    void shouldReadAPath(@TempDir Path directory) throws IOException {
        // Given: nothing is read from a name
        Path file = Files.write(directory.resolve("report.txt"), Reports.gzip(REPORT));

        // When
        try (ReportReader reader = Reports.open(Files.newInputStream(file))) {
            // Then
            assertThat(reader.next()).isInstanceOf(Line.Hit.class);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void shouldReadAllMembersOfAGzipFromAStreamThatNeverSaysWhatItHas() throws IOException {
        // Given
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(Reports.gzip(REPORT));
        members.write(Reports.gzip(Reports.bytes("\n072118,h,2\n")));
        members.write(Reports.gzip(Reports.bytes("072218,h,3")));
        InputStream hesitant = new ByteArrayInputStream(members.toByteArray()) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 1));
            }
        };

        // When
        try (ReportReader reader = Reports.open(hesitant)) {
            // Then
            assertThat(reader.next()).isInstanceOf(Line.Hit.class);
            assertThat(reader.next()).isInstanceOf(Line.Hit.class);
            assertThat(reader.next()).isInstanceOf(Line.Hit.class);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void shouldReadTheOneFileOfAZip() throws IOException {
        assertThat(Reports.read(Reports.zip(REPORT, "folder/", "folder/report.csv", "empty/")))
                .hasSize(1);
    }

    @Test
    void shouldRefuseAZipWithAFurtherFileAtTheEndOfTheFirst() throws IOException {
        // Given
        try (ReportReader reader = Reports.open(new ByteArrayInputStream(Reports.zip(REPORT, "1.csv", "2.csv")))) {
            // Then
            assertThatThrownBy(() -> {
                        while (reader.next() != null) {
                            // to the end
                        }
                    })
                    .isInstanceOf(UnreadableReport.class)
                    .hasMessage("zip: more than one file in it");
        }
    }

    @Test
    void shouldRefuseAZipWithoutAFile() throws IOException {
        assertUnreadable(Reports.zip(REPORT), "zip: no file in it");
        assertUnreadable(Reports.zip(REPORT, "folder/"), "zip: no file in it");
    }

    @Test
    void shouldSayThatAPackingIsDamaged() throws IOException {
        // Given
        byte[] gzip = Reports.gzip(REPORT);
        byte[] zip = Reports.zip(REPORT, "report.csv");

        // Then
        assertUnreadable(Arrays.copyOf(gzip, 5), "gzip: damaged");
        assertUnreadable(Arrays.copyOf(gzip, gzip.length - 9), "gzip: damaged");
        assertUnreadable(Arrays.copyOf(zip, 60), "zip: damaged");
    }

    @Test
    void shouldPassTroubleOfTheStreamOn() {
        // Given
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };

        // Then
        assertThatThrownBy(() -> Reports.open(broken)).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void shouldReplaceBytesThatAreNoText() throws IOException {
        // Given: Contoso-Gerät in Latin-1
        byte[] latin = "FailureDate,FailureHash,OEMModel,EventCount\n072018,h,Ger\u00e4t,1\n072118,h,x,1"
                .getBytes(StandardCharsets.ISO_8859_1);

        // Then
        assertThat(Reports.read(latin))
                .extracting(line -> ((Line.Hit) line).value().getOemModel())
                .containsExactly("Ger\uFFFDt", "x");
    }

    @Test
    void shouldRefuseAFileWithoutText() {
        assertUnreadable(new byte[0], "header: missing, the file is empty");
        assertUnreadable(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "header: missing, the file is empty");
        assertUnreadable(Reports.bytes("", "   ", ""), "header: missing, the file is empty");
    }

    private static void assertUnreadable(byte[] file, String message) {
        assertThatThrownBy(() -> Reports.read(file))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageStartingWith(message);
    }
}
