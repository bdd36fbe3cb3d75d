package dev.stopcode.producer.file;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One table, written in every combination of the forms that a report may have. */
class ReportVariantsTest {

    private static final List<String> NAMES = List.of(
            "FailureDateTime",
            "FailureDate",
            "FailureName",
            "FailureHash",
            "OSVersion",
            "OEMModel",
            "Market",
            "DeviceId",
            "CabIdHash",
            "CPUName",
            "EventCount");

    private static final Map<String, String> JSON_NAMES = Map.of(
            "FailureDate", "date",
            "FailureName", "failureName",
            "FailureHash", "failureHash",
            "OSVersion", "osVersion",
            "OEMModel", "model",
            "Market", "market",
            "DeviceId", "clientDeviceId",
            "CabIdHash", "cabIdHash",
            "EventCount", "sum_eventCount");

    private static final List<List<String>> ROWS = List.of(
            List.of(
                    "2018-07-20T05:35:32",
                    "072018",
                    "AV_a!b",
                    Reports.HASH,
                    "10.0.1.2",
                    "C, D; \"E\"|F\tG",
                    "US",
                    "device-1",
                    "cab-1",
                    "i7",
                    "1"),
            List.of("", "072118", "AV_a!b<T*>", "", "10.0.1.2", "Gerät-測試-🙂", "Unknown", "", "", "", "12"),
            List.of("yesterday", "", "AV_a!b", Reports.HASH, "", "two\nlines", "", "device-2", "", "", "1"),
            List.of(
                    "7/20/2018 5:35:32 PM",
                    "",
                    "AV_ä!b",
                    "{" + Reports.HASH + "}",
                    "",
                    " padded ",
                    "NULL",
                    "device-2",
                    "",
                    "",
                    ""));

    private static final List<UnaryOperator<String>> NAMINGS = List.of(
            name -> name,
            name -> name.toUpperCase(Locale.ROOT),
            name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", " "),
            name -> JSON_NAMES.getOrDefault(name, name));

    @ParameterizedTest
    @ValueSource(chars = {'\t', ',', ';', '|'})
    void shouldReadTheSameRowsFromEveryForm(char delimiter) throws IOException {
        // Given
        List<Object> expected = records(
                Reports.read(table(',', NAMES, name -> name, "\n", false).getBytes(UTF_8)));
        assertThat(expected).hasSize(ROWS.size()).first().asString().contains("C, D; \\\"E\\\"|F\\tG");

        // Then
        for (UnaryOperator<String> naming : NAMINGS) {
            for (int order = 0; order < 3; order++) {
                List<String> names = shuffled(order);
                for (String lineEnd : List.of("\n", "\r\n", "\r")) {
                    for (boolean quoted : List.of(false, true)) {
                        String table = table(delimiter, names, naming, lineEnd, quoted);
                        for (byte[] file : files(table)) {
                            assertThat(records(Reports.read(file))).as(table).isEqualTo(expected);
                        }
                    }
                }
            }
        }
    }

    /** All that can be compared between forms: a rejected row's text has the order and the delimiter of its file. */
    private static List<Object> records(List<Line> lines) {
        return lines.stream()
                .map(line -> line instanceof Line.Rejected(long row, long number, String text, String cause)
                        ? List.of(row, number, cause)
                        : (Object) line)
                .toList();
    }

    private static List<String> shuffled(int seed) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, new Random(seed));
        return names;
    }

    private static String table(
            char delimiter, List<String> names, UnaryOperator<String> naming, String lineEnd, boolean quoted)
            throws IOException {
        StringWriter text = new StringWriter();
        CsvWriter.CsvWriterBuilder format = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .quoteStrategy(quoted ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
                .lineDelimiter(LineDelimiter.of(lineEnd));
        try (CsvWriter csv = format.build(text)) {
            csv.writeRecord(names.stream().map(naming).toList());
            for (List<String> row : ROWS) {
                csv.writeRecord(
                        names.stream().map(name -> row.get(NAMES.indexOf(name))).toList());
            }
        }
        return text.toString();
    }

    private static List<byte[]> files(String table) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Charset encoding : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            for (String mark : List.of("", "\uFEFF")) {
                byte[] file = (mark + table).getBytes(encoding);
                files.addAll(List.of(file, Reports.gzip(file), Reports.zip(file, "report.txt")));
            }
        }
        return files;
    }
}
