package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.error.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-05");

    @TempDir
    private Path dir;

    private final Terminal terminal = Terminal.empty();
    private Path in = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void setUp() {
        in = dir.resolve("in.csv");
        out = dir.resolve("out.csv");
    }

    private int evaluate(String kind, String... more) {
        return terminal.run(
                Stream.concat(Stream.of("evaluate", kind, in.toString(), "--out", out.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private void write(String header, Stream<String> rows) throws IOException {
        Files.write(in, Stream.concat(Stream.of(header), rows).toList());
    }

    private static Stream<String> series(String id, int days, IntToLongFunction count) {
        return IntStream.range(0, days).mapToObj(day -> id + "," + FIRST.plusDays(day) + "," + count.applyAsLong(day));
    }

    private static Stream<String> failure(String version, String failure, int from, int count) {
        return IntStream.range(from, 80)
                .mapToObj(day -> String.join(
                        ",",
                        FIRST.plusDays(day).toString(),
                        "a.sys",
                        version,
                        failure,
                        Integer.toString(2 * count),
                        Integer.toString(count)));
    }

    private static Stream<String> release() {
        return Stream.of(
                        failure("1.0.0.1", "known", 0, 20),
                        failure("1.0.0.1", "other", 0, 10),
                        failure("1.0.0.2", "known", 45, 20),
                        failure("1.0.0.2", "other", 45, 10),
                        failure("1.0.0.2", "new", 45, 6))
                .flatMap(rows -> rows);
    }

    @Test
    void shouldWriteTheDaysOfASeriesThatAreOutOfTheOrdinary() throws IOException {
        // Given a spike, and a series too short to be judged
        write(
                "seriesId,date,count",
                Stream.concat(
                        series("a", 120, day -> day == 100 ? 80 : 20), series("b", 60, day -> day == 50 ? 80 : 20)));

        // When
        int exit = evaluate("--series");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(out))
                .startsWith("seriesId,date,kind,score")
                .filteredOn(line -> line.contains("spike"))
                .singleElement()
                .asString()
                .matches("a,2026-04-15,spike,\\d+\\.\\d{4}");
        assertThat(terminal.out())
                .isEqualToNormalizingNewlines(
                        "Judged 30 days of 2 series: 1 alert at sensitivity normal, in " + out + ".\n");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void shouldReadColumnsInAnyOrderOfAPackedFileWithDaysMissing() throws IOException {
        // Given
        write("seriesId,date,count", series("a", 120, day -> day == 100 ? 80 : 20));
        evaluate("--series");
        List<String> plain = Files.readAllLines(out);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(in))) {
            for (String row : Files.readAllLines(swapped())) {
                packed.write((row + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        // When
        evaluate("--series");

        // Then
        assertThat(Files.readAllLines(out))
                .hasSameSizeAs(plain)
                .anyMatch(line -> line.startsWith("a,2026-04-15,spike,"));
    }

    /** Without the days of a week. */
    private Path swapped() throws IOException {
        return Files.write(
                dir.resolve("swapped.csv"),
                Stream.concat(
                                Stream.of("count,more,date,seriesId"),
                                IntStream.range(0, 120)
                                        .filter(day -> day < 60 || day >= 67)
                                        .mapToObj(day -> (day == 100 ? 80 : 20) + ",x," + FIRST.plusDays(day) + ",a"))
                        .toList());
    }

    @Test
    void shouldRaiseLessWhenCalm() throws IOException {
        // Given
        write("seriesId,date,count", series("a", 120, day -> day == 100 ? 41 : 20));

        // When
        evaluate("--series", "--sensitivity", "calm");
        List<String> calm = Files.readAllLines(out);
        evaluate("--series", "--sensitivity", "eager");

        // Then
        assertThat(calm).noneMatch(line -> line.contains("spike"));
        assertThat(Files.readAllLines(out)).anyMatch(line -> line.contains("spike"));
    }

    @Test
    void shouldWriteTheReleasesThatAreWorse() throws IOException {
        // Given
        write("date,driver,version,failure,events,devices", release());

        // When
        int exit = evaluate("--versions", "-o", "json");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(out))
                .startsWith("driver,version,failure,date,score,kind")
                .anyMatch(line ->
                        line.matches("a\\.sys,1\\.0\\.0\\.2,new,2026-0[23]-\\d\\d,\\d+\\.\\d{4},VERSION_REGRESSION"))
                .noneMatch(line -> line.contains("known") || line.contains("other"));
        assertThat(terminal.out())
                .isEqualToNormalizingNewlines("{\"rows\":265,\"drivers\":1,\"releases\":1,\"verdicts\":1,"
                        + "\"sensitivity\":\"normal\",\"file\":\"" + out + "\"}\n");
    }

    @Test
    void shouldJudgeAReleaseAsAWholeWhereInstallsAreKnown() throws IOException {
        // Given a release that has as many failures as its predecessor on a fifth of its devices
        write(
                "date,driver,version,failure,events,devices",
                Stream.of("f1", "f2", "f3", "f4", "f5")
                        .flatMap(f -> Stream.concat(failure("1.0.0.1", f, 0, 10), failure("1.0.0.2", f, 45, 10))));
        Path installs = Files.write(
                dir.resolve("installs.csv"),
                Stream.concat(
                                Stream.of("date,driver,version,installs"),
                                IntStream.range(0, 80)
                                        .boxed()
                                        .flatMap(day -> Stream.of(
                                                FIRST.plusDays(day) + ",a.sys,1.0.0.1,10000",
                                                FIRST.plusDays(day) + ",a.sys,1.0.0.2," + (day < 45 ? 0 : 2000))))
                        .toList());

        // When
        evaluate("--versions", "--installs", installs.toString(), "--count", "events");

        // Then
        assertThat(Files.readAllLines(out))
                .anyMatch(line -> line.matches("a\\.sys,1\\.0\\.0\\.2,ALL,.*,VERSION_REGRESSION"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,2026-01-05,1;b,2026-01-05,1;a,2026-01-06,1 | :4: a comes again after others: sort the file by seriesId.
            a,2026-01-05,1;a,2026-01-05,1                | :3: 2026-01-05 does not come after the date of the row before: sort each series by date, one row a day.
            a,2026-01-05,1;a,yesterday,1                 | :3: date 'yesterday' is not a date (yyyy-MM-dd).
            a,2026-01-05,-1                              | :2: count '-1' is not a count.
            a,2026-01-05                                 | :2: 2 fields instead of 3.
            a,0206-01-05,1;a,2026-01-05,1                | :3: 2026-01-05 is more than 3660 days after the first of a: is a date wrong?
            """)
    void shouldNameTheLineThatCannotBeUsed(String rows, String expected) throws IOException {
        // Given
        write("seriesId,date,count", Stream.of(rows.split(";")));
        Files.writeString(out, "of an earlier run");

        // When
        int exit = evaluate("--series");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualToNormalizingNewlines("stopcode: " + in + expected + "\n");
        assertThat(dir).isDirectoryNotContaining("glob:**.part");
        assertThat(out).hasContent("of an earlier run");
    }

    @Test
    void shouldSayWhichColumnIsMissing() throws IOException {
        // Given
        write("date,driver,version,failure,events", Stream.empty());

        // When
        int exit = evaluate("--versions");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: " + in
                        + ":1: there is no column devices among date, driver, version, failure, events. The first line"
                        + " must name date, driver, version, failure, devices.\n");
    }

    @Test
    void shouldSayWhyAFileCannotBeReadOrWritten() throws IOException {
        // When
        int missing = evaluate("--series");

        // Then
        assertThat(missing).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualToNormalizingNewlines("stopcode: " + in + ": no such file or directory\n");

        // When
        out = dir.resolve("missing").resolve("out.csv");
        write("seriesId,date,count", Stream.empty());
        int unwritable = evaluate("--series");

        // Then
        assertThat(unwritable).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.err())
                .endsWith("stopcode: " + out
                        + " cannot be written: no such file or directory. Choose another with --out.\n");
    }

    @Test
    void shouldTellAFileThatIsCutShort() throws IOException {
        // Given
        Path whole = dir.resolve("whole.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(whole))) {
            packed.write("seriesId,date,count\na,2026-01-05,1\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(in, Arrays.copyOf(bytes, bytes.length - 10));

        // When
        int exit = evaluate("--series");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).startsWith("stopcode: " + in + ": Unexpected end of ZLIB input stream");
    }

    @ParameterizedTest
    @CsvSource({
        "evaluate --out x, What is to be judged? Give either --series or --versions.",
        "evaluate --out x --series a --versions b, What is to be judged? Give either --series or --versions.",
        "evaluate --out x --series a --count events, --installs and --count are for --versions."
    })
    void shouldAskForOneThingToJudge(String arguments, String expected) {
        int exit = terminal.run(arguments.split(" ", -1));

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualToNormalizingNewlines("stopcode: " + expected + "\n");
    }
}
