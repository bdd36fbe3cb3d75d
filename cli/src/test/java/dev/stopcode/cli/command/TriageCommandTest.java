package dev.stopcode.cli.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.error.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriageCommandTest {

    private static final String SYSDATA = """
            <SYSTEMINFO>
              <SYSTEM><OSNAME>Windows 10</OSNAME><OSVER>10.0.19045.2846</OSVER></SYSTEM>
              <DRIVERS>
                <DRIVER><FILENAME>fastboot.sys</FILENAME><VERSION>2.1.1.0</VERSION></DRIVER>
                <DRIVER><FILENAME>hal.dll</FILENAME></DRIVER>
              </DRIVERS>
            </SYSTEMINFO>
            """;

    @TempDir
    private Path dir;

    private Path cab;
    private final Terminal terminal = Terminal.empty();

    @BeforeEach
    void writeCab() throws IOException {
        byte[] bytes = new byte[0x2000];
        ByteBuffer dump = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        dump.put("PAGEDU64".getBytes(US_ASCII)).putInt(0x0C, 19045).putInt(0x30, 0x8664);
        dump.putInt(0x34, 8).putInt(0x38, 0xD1).putLong(0x40, 0x10).putLong(0x48, 2);
        dump.putInt(0xF98, 4).putLong(0x1030, 7_530L * 10_000_000);
        dump.putLong(0xFA8, (1_795_000_000L + 11_644_473_600L) * 10_000_000);
        cab = dir.resolve("0123.cab");
        try (OutputStream out = Files.newOutputStream(cab);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("Mini.dmp"));
            zip.write(bytes);
            zip.putNextEntry(new ZipEntry("sysdata.xml"));
            zip.write(SYSDATA.getBytes(UTF_8));
        }
    }

    @Test
    void shouldSayWhatIsInADump() {
        // When
        int exit = terminal.run("triage", cab.toString(), "--failure", "AV_fastboot!unknown_function");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                %s
                  bug check  0xD1 DRIVER_IRQL_NOT_LESS_OR_EQUAL (0x10, 0x2, 0x0, 0x0)
                  failure    AV_fastboot!unknown_function: the dump shows it
                  crashed    2026-11-18 11:06 UTC, 2 h 05 min after its start
                  dump       MINI
                  computer   x64, 8 processors
                  Windows    Windows 10, 10.0.19045.2846, build 19045
                  drivers    2
                    fastboot.sys  2.1.1.0
                    hal.dll

                """.formatted(cab));
    }

    @Test
    void shouldPrintTheRecordOfTheTopicAsJson() {
        // When
        terminal.run("triage", cab.toString(), "--failure", "0x9F_3_other!main", "-o", "json");

        // Then
        assertThat(terminal.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"file\":\"" + cab + "\",\"bugCheck\":\"D1\"")
                .contains(
                        "\"agreesWithFailureName\":\"NO\"",
                        "\"uptimeSeconds\":7530",
                        "{\"fileName\":\"fastboot.sys\",\"version\":\"2.1.1.0\"}",
                        "\"problem\":null");
    }

    @Test
    void shouldSayWhyAFileIsNoDumpAndGoOnWithTheNext() throws IOException {
        // Given
        Path page = Files.writeString(dir.resolve("page.zip"), "<html>");

        // When
        int exit = terminal.run("triage", page.toString(), cab.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.out())
                .startsWith(page + "\n  problem    broken: neither a dump nor an archive\n\n" + cab)
                .contains("0xD1");
    }

    @Test
    void shouldNameAFileThatCannotBeRead() {
        // When
        int exit =
                terminal.run("triage", cab.toString(), dir.resolve("none.dmp").toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: " + dir.resolve("none.dmp") + ": no such file or directory\n");
        assertThat(Terminal.empty().run("triage", dir.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(Terminal.empty().run("triage")).isEqualTo(ExitCode.USAGE);
    }
}
