package dev.stopcode.cli.command;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashCommandTest {

    private static final String NAME = "AV_fastboot!unknown_function";
    private static final String HASH = "0d901479-bf1f-b842-76f2-3db7e4feaedd";
    private static final String ANALYSIS = """
            PROCESS_NAME:  System

            FAILURE_BUCKET_ID:  AV_fastboot!unknown_function

            OS_VERSION:  10.0.19041.1

            FAILURE_ID_HASH_STRING:  km:av_fastboot!unknown_function

            FAILURE_ID_HASH:  {%s}

            Followup:     MachineOwner
            """;

    @TempDir
    private Path dir;

    private static FakeRecords fleet() {
        return new FakeRecords()
                .with(Topics.FAILURES, HASH, Samples.failure(HASH, "fastboot.sys", 1200))
                .with(Topics.FAILURES, "other", Samples.failure("other", "other.sys", 9))
                .with(Topics.ALERTS, "a1", Samples.alert("a1", AlertStatus.OPEN, false))
                .with(Topics.CABS, "c1", Samples.cab("c1", CabStatus.STORED));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(dir.resolve("analysis.txt"), content);
    }

    @Test
    void shouldPrintTheHashThePartsAndWhatTheFleetKnows() {
        // Given
        Terminal terminal = Terminal.over(fleet());

        // When
        int exit = terminal.run("hash", NAME);

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                AV_fastboot!unknown_function
                  hash      0d901479-bf1f-b842-76f2-3db7e4feaedd
                  class     AV
                  image     fastboot
                  function  unknown_function

                The fleet has had it 1,200 times, from 2026-11-18 to 2026-11-20.
                EVENTS  FIRST SEEN  LAST SEEN   DRIVER        VERSION
                  1200  2026-11-18  2026-11-20  fastboot.sys  2.1.1.0

                Alerts:
                  a1  2026-11-18  SPIKE               HIGH    open          fastboot.sys 2.1.1.0: AV_fastboot!unknown_function, 120 where 4.3 were expected

                DUMP COLLECTED (UTC)  STATUS  WHERE
                2026-11-20 06:00      STORED  file:///data/cabs/01/0123.zip

                """);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void shouldPrintOneObjectForEachName() {
        // Given
        Terminal terminal = Terminal.over(fleet());

        // When
        terminal.run("hash", NAME, "0x133_DPC_rtwlane!unknown_function", "-o", "json");

        // Then
        assertThat(terminal.out().lines())
                .satisfiesExactly(
                        known -> assertThat(known)
                                .startsWith("{\"failureName\":\"" + NAME + "\",\"mode\":\"kernel\",\"failureHash\":\""
                                        + HASH + "\",\"hashMatchesName\":true,")
                                .contains("\"fleet\":{\"failure\":{\"failureHash\":\"" + HASH, "\"alertId\":\"a1\"")
                                .contains("\"cabIdHash\":\"c1\""),
                        unknown -> assertThat(unknown)
                                .contains("\"code\":\"133\"", "\"bugCheckName\":\"DPC_WATCHDOG_VIOLATION\"")
                                .endsWith("\"fleet\":{\"failure\":null,\"alerts\":[],\"cabs\":[]}}"));
    }

    @Test
    void shouldPrintTheHashWhereThereIsNoFleet() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("hash", NAME);

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains(HASH).doesNotContain("leet");
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("Without the fleet, as with --offline: There is nothing to read.\n");
    }

    @Test
    void shouldHashFailuresOfProcessesOffline() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        terminal.run("hash", "--offline", "--mode", "user", NAME, "-o", "json");

        // Then
        assertThat(terminal.out())
                .contains("\"mode\":\"user\"", "\"fleet\":null")
                .doesNotContain(HASH);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void shouldTakeNameAndHashFromADebuggersOutput() throws IOException {
        for (byte[] bytes : new byte[][] {
            ANALYSIS.formatted(HASH.toUpperCase(Locale.ROOT)).getBytes(UTF_8),
            ANALYSIS.formatted(HASH).replace("\n", "\r\n").getBytes(UTF_16)
        }) {
            Terminal terminal = Terminal.empty();

            terminal.run("hash", "--offline", "--analyze", file(bytes).toString());

            assertThat(terminal.out()).startsWith(NAME).contains("hash      " + HASH);
            assertThat(terminal.err()).isEmpty();
        }
    }

    @Test
    void shouldReadADebuggersOutputFromStandardInput() {
        // Given
        Terminal terminal = Terminal.over(fleet());
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(ANALYSIS.formatted(HASH).getBytes(UTF_8)));

        // When
        try {
            terminal.run("hash", "-");
        } finally {
            System.setIn(before);
        }

        // Then
        assertThat(terminal.out()).startsWith(NAME).contains("1,200 times");
    }

    @Test
    void shouldWarnOfAHashThatIsNotTheNames() throws IOException {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords());
        String told = "11111111-2222-3333-4444-555555555555";

        // When
        int exit = terminal.run(
                "hash",
                "--analyze",
                file(ANALYSIS.formatted(told).getBytes(UTF_8)).toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("FAILURE_ID_HASH " + told + " is not the hash of " + NAME + ", which is "
                        + HASH + "; what was told is looked up.\n");
        assertThat(terminal.out()).contains("hash      " + told, "The fleet has not shown it.");
    }

    @Test
    void shouldWarnOfABucketThatIsNotWhatWasHashed() throws IOException {
        // Given
        Terminal terminal = Terminal.empty();
        String mixed = ANALYSIS.formatted(HASH).replace("BUCKET_ID:  AV_fastboot", "BUCKET_ID:  0x9F_3_other");

        // When
        terminal.run(
                "hash", "--offline", "--analyze", file(mixed.getBytes(UTF_8)).toString());

        // Then
        assertThat(terminal.err()).contains("are not of one failure");
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        // Given
        Terminal nameless = Terminal.empty();
        Terminal fileless = Terminal.empty();
        Terminal wordless = Terminal.empty();

        // Then
        assertThat(nameless.run("hash")).isEqualTo(ExitCode.USAGE);
        assertThat(fileless.run("hash", "--analyze", dir.resolve("none").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(fileless.err()).contains("no such file or directory");
        assertThat(wordless.run("hash", "--analyze", file(new byte[9]).toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(wordless.err()).contains("there is no FAILURE_BUCKET_ID in it");
    }
}
