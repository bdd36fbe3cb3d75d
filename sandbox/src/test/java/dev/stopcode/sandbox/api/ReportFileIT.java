package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.ReportCalls.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.sandbox.report.FileQuirk;
import dev.stopcode.sandbox.world.FailureHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which files differ from the plain one that the rest of the tests read. */
class ReportFileIT extends SimulatorFixture {

    private static final List<String> COLUMNS = List.of(
            "FailureDate", "FailureDateTime", "FailureName", "FailureHash", "Market", "CabIdHash", "EventCount");

    private URI link;
    private List<String> plain;

    @BeforeEach
    void download() throws Exception {
        link = reports.run(template("IHVDriver", COLUMNS, "Last7Days"));
        plain = lines(text());
    }

    private byte[] bytes() throws IOException, InterruptedException {
        return calls.download(link).body();
    }

    private String text() throws IOException, InterruptedException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private void quirk(FileQuirk... quirks) {
        for (FileQuirk quirk : quirks) {
            simulator.faults().inject(new Fault.ReportFile(quirk));
        }
    }

    private List<String> plain(UnaryOperator<String> change) {
        return plain.stream().map(change).toList();
    }

    private List<String> column(int index, List<String> lines) {
        return lines.stream().skip(1).map(line -> line.split("\t", -1)[index]).toList();
    }

    @Test
    void shouldBePlainByDefault() throws Exception {
        assertThat(text()).endsWith("\n").doesNotContain("\r", "\"", "\uFEFF");
        assertThat(plain.getFirst()).isEqualTo(String.join("\t", COLUMNS));
        assertThat(plain).hasSizeGreaterThan(200);
    }

    @Test
    void shouldBeginWithAByteOrderMark() throws Exception {
        quirk(FileQuirk.BOM);

        assertThat(bytes()).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(lines(text().substring(1))).isEqualTo(plain);
    }

    @Test
    void shouldBeUtf16() throws Exception {
        quirk(FileQuirk.UTF_16);

        assertThat(bytes()).startsWith(0xFF, 0xFE);
        assertThat(lines(new String(bytes(), StandardCharsets.UTF_16))).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"COMMA:,", "SEMICOLON:;", "PIPE:|"},
            delimiter = ':')
    void shouldHaveOtherDelimiters(FileQuirk quirk, String delimiter) throws Exception {
        quirk(quirk);

        assertThat(lines(text())).isEqualTo(plain(line -> line.replace("\t", delimiter)));
    }

    @Test
    void shouldQuote() throws Exception {
        quirk(FileQuirk.QUOTED, FileQuirk.COMMA);

        assertThat(lines(text())).isEqualTo(plain(line -> '"' + line.replace("\t", "\",\"") + '"'));
    }

    @Test
    void shouldEndLinesAsWindowsDoes() throws Exception {
        quirk(FileQuirk.CRLF);

        assertThat(text()).isEqualTo(String.join("\r\n", plain) + "\r\n");
    }

    @Test
    void shouldBeCompressed() throws Exception {
        quirk(FileQuirk.GZIP);

        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes())).readAllBytes();

        assertThat(lines(new String(unpacked, StandardCharsets.UTF_8))).isEqualTo(plain);
    }

    @Test
    void shouldBeInAnArchive() throws Exception {
        quirk(FileQuirk.ZIP);

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes()))) {
            ZipEntry entry = zip.getNextEntry();

            assertThat(entry.getName()).isEqualTo("1.txt");
            assertThat(lines(new String(zip.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEqualTo(plain);
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void shouldShowColumnsInAnotherOrder() throws Exception {
        quirk(FileQuirk.REVERSED_COLUMNS);

        assertThat(lines(text())).isEqualTo(plain(line -> {
            List<String> cells = new ArrayList<>(List.of(line.split("\t", -1)));
            Collections.reverse(cells);
            return String.join("\t", cells);
        }));
    }

    @Test
    void shouldNameColumnsInAnotherCase() throws Exception {
        quirk(FileQuirk.UPPER_CASE_COLUMNS);
        String upper = lines(text()).getFirst();
        simulator.faults().clear();
        quirk(FileQuirk.LOWER_CASE_COLUMNS);
        String lower = lines(text()).getFirst();

        assertThat(upper).isEqualTo(plain.getFirst().toUpperCase(Locale.ROOT));
        assertThat(lower).isEqualTo(plain.getFirst().toLowerCase(Locale.ROOT));
    }

    @Test
    void shouldShowAColumnThatNobodyAskedFor() throws Exception {
        quirk(FileQuirk.UNKNOWN_COLUMN);

        List<String> lines = lines(text());

        assertThat(lines.getFirst().split("\t", -1))
                .hasSize(COLUMNS.size() + 1)
                .containsAll(COLUMNS)
                .isNotEqualTo(COLUMNS);
        assertThat(lines.stream().map(line -> line.split("\t", -1).length).distinct())
                .containsExactly(COLUMNS.size() + 1);
    }

    @Test
    void shouldWriteCountsWithADecimalPoint() throws Exception {
        quirk(FileQuirk.DECIMAL_COUNTS);

        assertThat(column(6, lines(text()))).containsOnly("1.0");
    }

    @Test
    void shouldWriteDatesInOtherWays() throws Exception {
        quirk(FileQuirk.ISO_DATES);
        List<String> iso = lines(text());
        simulator.faults().clear();
        quirk(FileQuirk.US_DATES);
        List<String> us = lines(text());

        assertThat(column(0, plain)).allMatch(date -> date.matches("11\\d{2}26"));
        assertThat(column(0, iso)).allMatch(date -> date.matches("2026-11-\\d{2}"));
        assertThat(column(1, iso))
                .isEqualTo(column(1, plain).stream()
                        .map(time -> time.replace(' ', 'T') + "Z")
                        .toList());
        assertThat(column(0, us)).allMatch(date -> date.matches("11/\\d{1,2}/2026"));
        assertThat(column(1, us)).allMatch(time -> time.matches("11/\\d{1,2}/2026 \\d{1,2}:\\d{2}:\\d{2} [AP]M"));
    }

    @ParameterizedTest
    @CsvSource({"NULL_TEXT,NULL", "UNKNOWN_TEXT,Unknown"})
    void shouldWriteWordsForMissingValues(FileQuirk quirk, String word) throws Exception {
        quirk(quirk);

        assertThat(column(5, lines(text())))
                .isEqualTo(column(5, plain).stream()
                        .map(cab -> cab.isEmpty() ? word : cab)
                        .toList())
                .contains(word);
    }

    @Test
    void shouldLeaveValuesAndColumnsOut() throws Exception {
        simulator.faults().inject(new Fault.NullField("market"));
        simulator.faults().inject(new Fault.MissingField("failurename"));

        List<String> lines = lines(text());

        assertThat(lines.getFirst().split("\t", -1))
                .containsExactly("FailureDate", "FailureDateTime", "FailureHash", "Market", "CabIdHash", "EventCount");
        assertThat(column(3, lines)).containsOnly("");
    }

    @Test
    void shouldShowHashesThatAreNotTheNames() throws Exception {
        simulator.faults().inject(new Fault.PlaceholderHashes());

        List<String> lines = lines(text());

        List<String> names = column(2, lines);
        List<String> hashes = column(3, lines);
        assertThat(IntStream.range(0, names.size()))
                .noneMatch(i -> hashes.get(i).equals(FailureHash.of(names.get(i))));
        assertThat(hashes.stream().map(FailureHash::placeholder).toList()).isEqualTo(column(3, plain));
    }

    @Test
    void shouldHoldRowsThatCannotBeRead() throws Exception {
        simulator.faults().inject(new Fault.DuplicateRow());
        simulator.faults().inject(new Fault.MalformedRow(TODAY.minusDays(3)));
        simulator.faults().inject(new Fault.MalformedRow(TODAY.minusDays(30)));
        quirk(FileQuirk.SHORT_ROW);

        List<String> lines = new ArrayList<>(lines(text()));

        assertThat(lines.remove(2)).isEqualTo(plain.get(1));
        assertThat(lines.remove(2).split("\t", -1)).hasSize(COLUMNS.size() / 2);
        assertThat(lines.remove(2)).startsWith("111826\t2026-11-18 ").endsWith("\tabc");
        assertThat(lines).isEqualTo(plain);
    }

    @Test
    void shouldCombineQuirks() throws Exception {
        quirk(FileQuirk.PIPE, FileQuirk.UTF_16, FileQuirk.GZIP, FileQuirk.CRLF);

        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes())).readAllBytes();

        assertThat(new String(unpacked, StandardCharsets.UTF_16))
                .isEqualTo(String.join("\r\n", plain(line -> line.replace('\t', '|'))) + "\r\n");
    }

    @Test
    void shouldSpoilAsManyDownloadsAsTold() throws Exception {
        simulator
                .faults()
                .inject(Injection.of(new Fault.ReportFile(FileQuirk.PIPE))
                        .times(1)
                        .on("/drivers/Reports/"));

        assertThat(text()).contains("|");
        assertThat(lines(text())).isEqualTo(plain);
    }
}
