package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private static final String HEADER = "FailureDate,FailureName,Symbol,EventCount";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldReadLinesWithAnyEndAndTheLastWithout(String end) throws IOException {
        // When
        List<Line> lines = read(String.join(end, HEADER, "072018,a,s,1", "", "  ", "072118,b,s,2"));

        // Then
        assertThat(lines)
                .extracting(Line::row, Line::line, RecordsTest::name)
                .containsExactly(tuple(1L, 2L, "a"), tuple(2L, 5L, "b"));
    }

    @Test
    void shouldReadQuotes() throws IOException {
        // When
        List<Line> lines = read(HEADER + "\n"
                + "072018,\"a,\"\"b\"\"\",\"\",1\n"
                + "072018,\"a\r\nb\",s,\"1,234\"\n"
                + "072018,15\" screen,s,1\n");

        // Then
        assertThat(lines)
                .extracting(Line::line, RecordsTest::name)
                .containsExactly(tuple(2L, "a,\"b\""), tuple(3L, "a\r\nb"), tuple(5L, "15\" screen"));
        assertThat(((Line.Hit) lines.get(1)).value().getEventCount()).isEqualTo(1234);
    }

    @Test
    void shouldReadATrailingDelimiterAndSkipRowsOfDelimiters() throws IOException {
        assertThat(read(HEADER + "\n072018,a,s,1,\n,,,\n,,,,\n072018,b,s,1"))
                .extracting(RecordsTest::name)
                .containsExactly("a", "b");
    }

    @Test
    void shouldRejectRowsThatDoNotFitTheHeader() throws IOException {
        // When
        List<Line> lines = read(HEADER + "\n072018,a,s\n072018,a,s,1,2\n072018,b,s,1");

        // Then
        assertThat(lines.subList(0, 2))
                .containsExactly(
                        new Line.Rejected(1, 2, "xxxxxx,x,x", "3 fields instead of 4"),
                        new Line.Rejected(2, 3, "xxxxxx,x,x,x,x", "5 fields instead of 4"));
        assertThat(name(lines.get(2))).isEqualTo("b");
    }

    @Test
    void shouldLoseNoMoreThanALineToAQuoteThatIsNotClosed() throws IOException {
        // When
        List<Line> lines = read(HEADER + "\n072018,\"a,s,1\n072018,b,s,1\n072018,c,s,1\n");

        // Then
        assertThat(lines)
                .extracting(Line::row, Line::line, RecordsTest::name)
                .containsExactly(
                        tuple(1L, 2L, "a quote is not closed before the end of the file"),
                        tuple(2L, 3L, "b"),
                        tuple(3L, 4L, "c"));
    }

    @Test
    void shouldGoOnWhereALaterQuoteClosesAStrayOne() throws IOException {
        // When
        List<Line> quoted = read(HEADER + "\n072018,\"a,s,1\n072018,b,\"s\",1\n");
        List<Line> allQuoted = read(HEADER + "\n\"072018\",\"a\",\"s,\"1\"\n\"072018\",\"b\",\"s\",\"1\"\n");
        List<Line> wellClosed = read(HEADER + "\n072018,\"a,s,1\n072018,b,s\",1\n072018,c,s,1");

        // Then
        assertThat(quoted)
                .extracting(RecordsTest::name)
                .containsExactly("a field goes on behind its closing quote", "b");
        assertThat(allQuoted)
                .extracting(RecordsTest::name)
                .containsExactly("a field goes on behind its closing quote", "b");
        assertThat(wellClosed).extracting(RecordsTest::name).containsExactly("3 fields instead of 4", "b", "c");
    }

    @Test
    void shouldSearchForAClosingQuoteNoFurtherThanARecordMayReach() throws IOException {
        // Given
        List<String> lines = new ArrayList<>(List.of(HEADER, "072018,\"a,s,1"));
        lines.addAll(Collections.nCopies(Records.MAX_LINES, "072018,b,s,1"));
        lines.add("072018,\"c\",s,1");

        // When
        List<Line> read = read(String.join("\n", lines));

        // Then
        assertThat(read).hasSize(Records.MAX_LINES + 2);
        assertThat(name(read.getFirst())).isEqualTo("a quote is not closed for too long");
        assertThat(read.subList(1, read.size()))
                .allSatisfy(line -> assertThat(line).isInstanceOf(Line.Hit.class));
    }

    @Test
    void shouldReadARecordAcrossAsManyLinesAsItMayHave() throws IOException {
        // Given
        String name = "a" + "\nx".repeat(Records.MAX_LINES - 1);

        // Then
        assertThat(read(HEADER + "\n072018,\"" + name + "\",s,1"))
                .extracting(RecordsTest::name)
                .containsExactly(name);
    }

    @Test
    void shouldRejectALineThatIsTooLongAndGoOn() throws IOException {
        // Given
        String tooLong = "y".repeat(PhysicalLines.MAX_LENGTH + 1);

        // When
        List<Line> lines =
                read(HEADER + "\n" + tooLong + "\r\n072018,b,s,1\r\n072018,\"" + tooLong + "\",s,1\r\n072018,c,s,1");

        // Then
        assertThat(lines)
                .extracting(Line::line, RecordsTest::name)
                .containsExactly(
                        tuple(2L, "the line is longer than 65536 characters"),
                        tuple(3L, "b"),
                        tuple(4L, "the line is longer than 65536 characters"),
                        tuple(5L, "c"));
        assertThat(((Line.Rejected) lines.getFirst()).text()).hasSize(1000);
    }

    @Test
    void shouldReadAFileWhoseEveryRowIsBad() throws IOException {
        assertThat(read(HEADER + "\nx,x,x,x\nx\n\"x"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).isInstanceOf(Line.Rejected.class));
    }

    @Test
    void shouldReadAFileWithoutRows() throws IOException {
        assertThat(read(HEADER)).isEmpty();
    }

    private static List<Line> read(String file) throws IOException {
        return Reports.read(file.getBytes(StandardCharsets.UTF_8));
    }

    /** The name of the row's failure, or why the row is rejected. */
    private static String name(Line line) {
        return switch (line) {
            case Line.Event event -> String.valueOf(event.value().getFailureName());
            case Line.Hit hit -> String.valueOf(hit.value().getFailureName());
            case Line.Rejected rejected -> rejected.cause();
        };
    }
}
