package dev.stopcode.triage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.schemas.CabDriver;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.triage.dump.DumpHeader;
import dev.stopcode.triage.dump.DumpType;
import dev.stopcode.triage.limit.Limits;
import dev.stopcode.triage.xml.Description;
import dev.stopcode.triage.xml.DriverFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TriageTest {

    private static final DumpHeader HEADER = new DumpHeader(
            DumpType.MINI,
            "D1",
            "DRIVER_IRQL_NOT_LESS_OR_EQUAL",
            List.of("0x10", "0x2", "0x1", "0xfffff80212345678"),
            19045,
            8,
            "x64",
            Duration.ofMinutes(2),
            Dumps.CRASH);
    private static final CrashReport REPORT = new CrashReport(
            HEADER,
            new Description(
                    "10.0.19045.2846",
                    "Windows 10",
                    "BlueScreen",
                    List.of(
                            new DriverFile("fastboot.sys", "2.1.1.0"),
                            new DriverFile("ntoskrnl.exe", "10.0.19041.2846"),
                            new DriverFile("hal.dll", null))),
            null);

    @Test
    void shouldReadAZip() throws IOException {
        assertThat(Reading.read(Zips.of(Parts.report()))).isEqualTo(REPORT);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadACab(Cabs.Method method) throws IOException {
        assertThat(Reading.read(Cabs.of(method, Parts.report()))).isEqualTo(REPORT);
    }

    @Test
    void shouldReadACabInAZip() throws IOException {
        byte[] cab = Cabs.of(Cabs.Method.MSZIP, Parts.report());

        assertThat(Reading.read(Zips.of(Map.of("report.cab", cab)))).isEqualTo(REPORT);
    }

    @Test
    void shouldTellFilesByWhatIsInThemAndPartsByTheirNames() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Parts.report()
                .forEach((name, bytes) -> files.put(
                        "..\\C:/" + (name.endsWith(".dmp") ? "readme.txt" : name.toUpperCase(Locale.ROOT)), bytes));

        assertThat(Reading.read(Zips.of(files))).isEqualTo(REPORT);
    }

    @Test
    void shouldReadADumpFromTheDisk(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x"), Dumps.kernel64(0xD1, 0x10, 2, 1, 0xFFFF_F802_1234_5678L));

        assertThat(new Triage(Limits.DEFAULT, Clock.systemUTC()).read(file))
                .isEqualTo(new CrashReport(HEADER, Description.NONE, null));
    }

    @Test
    void shouldReadADumpOfA32BitKernel() throws IOException {
        assertThat(Reading.read(Dumps.kernel32(0x1000008E)).header())
                .isEqualTo(new DumpHeader(
                        DumpType.KERNEL,
                        "8E",
                        "KERNEL_MODE_EXCEPTION_NOT_HANDLED",
                        List.of("0xffff0000", "0x2", "0x0", "0x3"),
                        7601,
                        2,
                        "x86",
                        Duration.ofMinutes(2),
                        Dumps.CRASH));
    }

    @Test
    void shouldReadADumpOfAProcess() throws IOException {
        assertThat(Reading.read(Dumps.user()).header())
                .isEqualTo(new DumpHeader(DumpType.USER, null, null, List.of(), 22631, 16, "x64", null, Dumps.CRASH));
    }

    @ParameterizedTest
    @CsvSource({
        "0xA, A, IRQL_NOT_LESS_OR_EQUAL",
        "0x1E, 1E, KMODE_EXCEPTION_NOT_HANDLED",
        "0x1000007E, 7E, SYSTEM_THREAD_EXCEPTION_NOT_HANDLED",
        "0x133, 133, DPC_WATCHDOG_VIOLATION",
        "0x141, 141, VIDEO_ENGINE_TIMEOUT_DETECTED",
        "0x1CC, 1CC, EXRESOURCE_TIMEOUT_LIVEDUMP",
        "0x12345, 12345,"
    })
    void shouldNameTheBugCheck(int code, String hex, String name) throws IOException {
        DumpHeader header =
                Objects.requireNonNull(Reading.read(Dumps.kernel64(code)).header());

        assertThat(header.bugCheck()).isEqualTo(hex);
        assertThat(header.bugCheckName()).isEqualTo(name);
    }

    @Test
    void shouldSayWhatADumpLeftUnset() throws IOException {
        byte[] dump = Dumps.kernel64(0xD1);
        for (int at : new int[] {0x0C, 0x30, 0x34, 0xF98, 0xFA8, 0xFAC, 0x1030, 0x1034}) {
            System.arraycopy("PAGE".getBytes(US_ASCII), 0, dump, at, 4);
        }

        assertThat(Reading.read(dump).header())
                .isEqualTo(new DumpHeader(
                        null,
                        "D1",
                        "DRIVER_IRQL_NOT_LESS_OR_EQUAL",
                        List.of("0x0", "0x0", "0x0", "0x0"),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void shouldMakeARecordForTheTopics() throws IOException {
        CabTriage record = Reading.read(Zips.of(Parts.report())).toRecord("AV_fastboot!unknown_function");

        assertThat(record)
                .isEqualTo(CabTriage.newBuilder()
                        .setBugCheck("D1")
                        .setBugCheckName("DRIVER_IRQL_NOT_LESS_OR_EQUAL")
                        .setParameters(List.of("0x10", "0x2", "0x1", "0xfffff80212345678"))
                        .setAgreesWithFailureName(CabAgreement.YES)
                        .setDumpType("MINI")
                        .setCrashedAt(Dumps.CRASH)
                        .setUptimeSeconds(120L)
                        .setArchitecture("x64")
                        .setProcessors(8)
                        .setOsBuild(19045)
                        .setOsVersion("10.0.19045.2846")
                        .setOsName("Windows 10")
                        .setReportType("BlueScreen")
                        .setDrivers(List.of(
                                new CabDriver("fastboot.sys", "2.1.1.0"),
                                new CabDriver("ntoskrnl.exe", "10.0.19041.2846"),
                                new CabDriver("hal.dll", null)))
                        .build());
        assertThat(Reading.read(new byte[9]).toRecord(null))
                .isEqualTo(CabTriage.newBuilder()
                        .setAgreesWithFailureName(CabAgreement.UNKNOWN)
                        .setParameters(List.of())
                        .setDrivers(List.of())
                        .setProblem("broken: neither a dump nor an archive")
                        .build());
    }

    @Test
    void shouldTellAFaultOfTheDiskFromOneOfTheFile(@TempDir Path folder) {
        Triage triage = new Triage(Limits.DEFAULT, Clock.systemUTC());
        InputStream failing = new InputStream() {
            private int left = 100;

            @Override
            public int read() throws IOException {
                if (left-- > 0) {
                    return 'P';
                }
                throw new IOException("disk");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                bytes[offset] = (byte) read();
                return 1;
            }
        };

        assertThatThrownBy(() -> triage.read(folder.resolve("none"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> triage.read(
                        new SequenceInputStream(new ByteArrayInputStream(new byte[] {'P', 'K', 3, 4}), failing)))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }
}
