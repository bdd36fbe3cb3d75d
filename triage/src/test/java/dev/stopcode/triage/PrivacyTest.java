package dev.stopcode.triage;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.triage.dump.DumpHeader;
import dev.stopcode.triage.limit.Problem;
import dev.stopcode.triage.xml.Description;
import dev.stopcode.triage.xml.DriverFile;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrivacyTest {

    private static final List<String> SECRETS = List.of(
            "DESKTOP-4F7Q2LM",
            "alice.smith",
            "C:\\Users\\alice.smith\\Documents\\payroll.xlsx",
            "\\\\FILESRV01\\home",
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "{9B1D1A2C-77AA-4E0F-8D6A-5A1B2C3D4E5F}",
            "PCI\\VEN_8086&DEV_15BC\\3&11583659&0&FE",
            "00-1B-44-11-3A-B7",
            "192.168.17.23:445",
            "alice@contoso.example",
            "S-1-5-21-1004336348-1177238915-682003330-512",
            "5CD1234XYZ");

    /** Where the XML parts name anything; in each place stands every secret in turn, alone and around a good value. */
    private static String sysdata(String secret) {
        return """
                <SYSTEMINFO NAME="%1$s">
                  <SYSTEM><OSNAME>Windows 10 %1$s</OSNAME><OSVER>%1$s</OSVER><COMPUTERNAME>%1$s</COMPUTERNAME></SYSTEM>
                  <DEVICES><DEVICE><DESCRIPTION>%1$s</DESCRIPTION><HARDWAREID>%1$s</HARDWAREID></DEVICE></DEVICES>
                  <DRIVERS>
                    <DRIVER><FILENAME>C:\\Users\\%1$s\\fastboot.sys</FILENAME><VERSION>2.1.1.0 %1$s</VERSION></DRIVER>
                    <DRIVER><FILENAME>%1$s</FILENAME><VERSION>1.0.0.0</VERSION></DRIVER>
                    <DRIVER><FILENAME>hal.dll</FILENAME><VERSION>%1$s</VERSION><MANUFACTURER>%1$s</MANUFACTURER></DRIVER>
                    <!-- %1$s -->
                  </DRIVERS>
                </SYSTEMINFO>
                """.formatted(secret.replace("&", "&amp;"));
    }

    private static String metadata(String secret) {
        return """
                <WERReportMetadata>
                  <OSVersionInformation><WindowsNTVersion>10.0</WindowsNTVersion><Build>%1$s</Build>
                    <Product>%1$s Windows 10 %1$s</Product></OSVersionInformation>
                  <ProblemSignatures><EventType>%1$s</EventType><Parameter0>%1$s</Parameter0></ProblemSignatures>
                  <ReportInformation><Guid>%1$s</Guid></ReportInformation>
                  <MachineInformation><MID>%1$s</MID></MachineInformation>
                  <ProcessInformation><ImageName>%1$s</ImageName></ProcessInformation>
                </WERReportMetadata>
                """.formatted(secret.replace("&", "&amp;"));
    }

    /** Into all that the header does not define, and what it does: comments, contexts, unset fields. */
    private static byte[] dump(String secret) {
        byte[] dump = Dumps.kernel64(0xD1);
        for (int at : new int[] {0x3C, 0x60, 0x100, 0x348, 0xFB0, 0x1040, 0x2000, 0x4000}) {
            for (Charset charset : List.of(UTF_8, UTF_16LE)) {
                byte[] text = secret.getBytes(charset);
                int length = Math.min(text.length, at == 0x3C ? 4 : 0x40);
                System.arraycopy(text, 0, dump, at + (charset.equals(UTF_8) || at < 0x100 ? 0 : 0x40), length);
            }
        }
        return dump;
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetNothingPersonalOut(Cabs.Method method) throws IOException {
        for (String secret : SECRETS) {
            Map<String, byte[]> files = Parts.of(
                    "C:\\Users\\" + secret + "\\" + secret + ".dmp",
                    dump(secret),
                    "sysdata.xml",
                    sysdata(secret).getBytes(UTF_8),
                    "WERInternalMetadata.xml",
                    metadata(secret).getBytes(UTF_8),
                    secret + ".txt",
                    secret.getBytes(UTF_8));

            for (byte[] file : List.of(Cabs.of(method, files), Zips.of(files))) {
                String report = Reading.read(file).toString();

                assertThat(report)
                        .contains("DRIVER_IRQL_NOT_LESS_OR_EQUAL", "Windows 10", "fastboot.sys", "problem=null");
                assertThat(report.toLowerCase(Locale.ROOT)).doesNotContain(parts(secret));
            }
        }
    }

    @Test
    void shouldLetNothingPersonalOutOfAProblem() throws IOException {
        for (String secret : SECRETS) {
            String broken = "<a " + secret + "='" + secret + "'><!DOCTYPE " + secret + ">" + secret + "</b>";

            String report = Reading.read(Zips.of(Parts.of(
                            secret, new byte[9], "sysdata.xml", broken.getBytes(UTF_8), "x/" + secret, new byte[1])))
                    .toString();

            assertThat(report).contains("XML").doesNotContain(secret);
        }
    }

    /** The words of a secret that could give it away. */
    private static List<String> parts(String secret) {
        return Stream.concat(Stream.of(secret), Arrays.stream(secret.split("[\\\\@{}]", -1)))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .filter(part -> part.length() > 5)
                .toList();
    }

    /** A field that is added here can leak what a file holds: it must be judged, and planted above. */
    @Test
    void shouldHaveNoOtherFields() {
        assertThat(Stream.of(CrashReport.class, DumpHeader.class, Description.class, DriverFile.class, Problem.class)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(RecordComponent::getName))
                .containsExactly(
                        "header",
                        "description",
                        "problem",
                        "type",
                        "bugCheck",
                        "bugCheckName",
                        "parameters",
                        "osBuild",
                        "processors",
                        "architecture",
                        "uptime",
                        "crashedAt",
                        "osVersion",
                        "osName",
                        "reportType",
                        "drivers",
                        "fileName",
                        "version",
                        "kind",
                        "text");
    }
}
