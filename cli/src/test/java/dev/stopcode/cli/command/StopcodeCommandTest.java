package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.error.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StopcodeCommandTest {

    @TempDir
    private Path dir;

    @Test
    void shouldTeachWithItsHelp() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("cabs", "--help");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        Usage: stopcode cabs [-hv] [-c=FILE] [--data=DIR] [-o=FORMAT]
                                             [--set=KEY=VALUE]...
                        List the crash dumps that were asked for, and where they lie.
                          -c, --config=FILE     Configuration file; default: the variable
                                                  STOPCODE_CONFIG.
                              --data=DIR        Read what `stopcode up` uses or left in DIR; ./data
                                                  where no cluster is named.
                          -h, --help            Show this help and end.
                          -o, --output=FORMAT   table for people, json for programs; default: table.
                              --set=KEY=VALUE   Setting that stands above file and environment; may be
                                                  repeated.
                          -v, --verbose         After a failure, show where it happened.

                        Exit codes:
                          0     done
                          1     failed
                          2     wrong command line or configuration; nothing was done
                          3     cluster, registry or Dev Center do not answer; try again later
                          130   ended by Ctrl-C (143 by SIGTERM), after a clean stop

                        Example: the files of all dumps
                          stopcode cabs -o json | jq -r 'select(.status == "STORED").location'
                        """);
    }

    @Test
    void shouldGiveEveryCommandADescriptionAnExampleAndExitCodes() {
        // Given
        Deque<CommandLine> commands = new ArrayDeque<>();
        commands.add(StopcodeCommand.commandLine(Surroundings.ofProcess()));
        int leaves = 0;

        while (!commands.isEmpty()) {
            CommandLine command = commands.pop();
            commands.addAll(command.getSubcommands().values());

            // When
            String help = command.getUsageMessage();

            // Then
            assertThat(help).as(command.getCommandName()).contains("Exit codes:");
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            if (!command.getCommandName().equals("version")) {
                assertThat(help).as(command.getCommandName()).contains("Example: ");
                leaves += command.getSubcommands().isEmpty() ? 1 : 0;
            }
            assertThat(help.lines())
                    .as("examples in one piece")
                    .containsAll(List.of(command.getCommandSpec().usageMessage().footer()));
        }
        assertThat(leaves).isEqualTo(41);
    }

    @Test
    void shouldSuggestWhatMayHaveBeenMeant() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("up", "--until-idel");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualToNormalizingNewlines("""
                        stopcode: Unknown option: '--until-idel'
                        Possible solutions: --until-idle
                        Try 'stopcode up --help'.
                        """);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void shouldAskForTheFilesOfAnImport() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("import", "--dry-run");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualToNormalizingNewlines("""
                        stopcode: Missing required parameter: 'FILE'
                        Try 'stopcode import --help'.
                        """);
    }

    @Test
    void shouldTellAMistakeInOneLineWithoutAStackTrace() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("alerts");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualToNormalizingNewlines("stopcode: There is nothing to read.\n");
    }

    @Test
    void shouldShowWhereAFailureHappenedWhenAsked() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        terminal.run("alerts", "--verbose");

        // Then
        assertThat(terminal.err()).contains("stopcode: There is nothing to read.", "\tat dev.stopcode.cli.");
    }

    @Test
    void shouldTellAllProblemsOfAConfiguration() throws Exception {
        // Given
        Path file = Files.writeString(
                dir.resolve("stopcode.properties"),
                "kafka.bootstrap.servers=localhost:9092\nharvest.intervall=1h\nstreams.threads=none\n");
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("config", "check", "--config", file.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains("harvest.intervall", "streams.threads")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldNotTakeAnotherClusterForUp() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("up", "--set", "kafka.bootstrap.servers=elsewhere:9092");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: `up` brings a broker and a registry of its own: for another"
                        + " cluster run `topics create`, `harvest`, `stream` and `work`.\n");
    }

    @Test
    void shouldRefuseAnotherWorldOnTheSameData() throws Exception {
        // Given
        Files.writeString(
                dir.resolve("world.properties"), "seed=1\nsize=small\ntoday=2026-11-20\nahead=PT0S\nasOf=2026-11-20\n");
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("up", "--data", dir.toString(), "--seed", "2");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: " + dir
                        + " holds the world of --seed 1 --size small, not that of --seed 2 --size small: leave the options"
                        + " out, or choose another directory with --data.\n");
    }

    @Test
    void shouldRefuseFilesOnTheDataOfAWorld() throws Exception {
        // Given
        Path files = Files.createDirectory(dir.resolve("files"));
        Files.writeString(files.resolve("rows.ndjson"), "{\"date\": \"2026-11-20\", \"eventCount\": 1}\n");
        Path data = Files.createDirectory(dir.resolve("data"));
        Files.writeString(data.resolve("origin.properties"), "origin=WORLD\n");
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("up", "--data", data.toString(), "--replay", files.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("was filled from a simulated world");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up --today nonsense            | --today': 'nonsense' is not a date (yyyy-MM-dd)
            up --today +999999999-12-31    | --today': '+999999999-12-31' is not a date (yyyy-MM-dd)
            up --broker-port 99999         | --broker-port': '99999' is not a port (0 to 65535)
            sandbox run --port -1          | --port': '-1' is not a port (0 to 65535)
            up --seed abc                  | --seed': 'abc' is not a whole number
            failures --top -3              | --top': '-3' is not a number from 1 on
            topics read alerts --limit 0   | --limit': '0' is not a number from 1 on
            """)
    void shouldTellAWrongValueInWords(String arguments, String expected) {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run(arguments.split(" ", -1));

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).startsWith("stopcode: Invalid value for option '" + expected + "\n");
    }

    @Test
    void shouldTellASettingWithoutAValue() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("config", "check", "--set", "foo");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("stopcode: Value for option '--set' (KEY=VALUE) should be in KEY=VALUE format but was foo");
    }

    @Test
    void shouldSayWhyADirectoryCannotBeUsed() throws Exception {
        // Given
        Path file = Files.writeString(dir.resolve("file"), "");
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("up", "--data", file.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: The directory " + file
                        + " cannot be used (a file is in its place): choose another with --data.\n");
    }

    @Test
    void shouldHelpWithACommandLikeItsOption() {
        // Given
        Terminal help = Terminal.empty();
        Terminal option = Terminal.empty();

        // When
        int exit = help.run("help", "topics", "read");
        option.run("topics", "read", "--help");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(help.out()).isEqualTo(option.out());
    }

    @Test
    void shouldPrintItsVersionAsCommandAndAsOption() {
        // Given
        Terminal option = Terminal.empty();
        Terminal command = Terminal.empty();

        // When
        int exit = option.run("--version");
        command.run("version");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(option.out()).startsWith("stopcode ").isEqualTo(command.out());
    }

    @Test
    void shouldSayWhyFilesCannotBeReplayed() {
        // Given
        Terminal terminal = Terminal.empty();
        Path missing = dir.resolve("missing");

        // When
        int exit = terminal.run("up", "--data", dir.toString(), "--replay", missing.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: --replay: " + missing + ": no such file or directory\n");
    }
}
