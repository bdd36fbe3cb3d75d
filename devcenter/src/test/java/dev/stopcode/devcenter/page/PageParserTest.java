package dev.stopcode.devcenter.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.RejectedRow;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageParserTest {

    private static final RowFormat<Counted> FORMAT =
            row -> new Counted(row.text(Field.FAILURE_NAME), row.count(Field.EVENT_COUNT));

    private static final String MIXED = """
            { "extra": {"Value": [1, {"a": []}]}, "Value" : [
                {"failureName":"é\\n\\"x\\"", "eventCount":1},
                {"failureName":"Größe" ,  "eventCount" : -1 , "more":[{}]},
                [1, [2]],
                "text\\u0041", 17, null,
                {"failureName":{"nested":"one"}, "eventCount":1},
                {"unknown":{"eventCount":7,"list":[1,{"eventCount":8}]}, "EVENTCOUNT":2, "other":true},
                { }
            ], "@nextLink":"/next", "TotalCount": 9 }
            """;

    record Counted(@Nullable String name, long count) {}

    @Test
    void shouldPassGoodRowsAndSetBadOnesAsideWithTheirExactText() {
        // When
        Page<Counted> page = parse(MIXED);

        // Then
        assertThat(page.rows()).containsExactly(new Counted("é\n\"x\"", 1), new Counted(null, 2));
        assertThat(page.rejected())
                .containsExactly(
                        new RejectedRow(
                                "{\"failureName\":\"Größe\" ,  \"eventCount\" : -1 , \"more\":[{}]}",
                                "eventCount: not a whole number of zero or more"),
                        new RejectedRow("[1, [2]]", "row: not an object"),
                        new RejectedRow("\"textA\"", "row: not an object"),
                        new RejectedRow("17", "row: not an object"),
                        new RejectedRow("null", "row: not an object"),
                        new RejectedRow(
                                "{\"failureName\":{\"nested\":\"one\"}, \"eventCount\":1}",
                                "failureName: an object or array instead of a plain value"),
                        new RejectedRow("{ }", "eventCount: missing"));
        assertThat(page.totalCount()).isEqualTo(OptionalLong.of(9));
        assertThat(page.nextLink()).isEqualTo("/next");
    }

    @Test
    void shouldReadTheSamePageWhereverItIsCut() {
        // Given
        byte[] json = MIXED.getBytes(UTF_8);
        Page<Counted> whole = Parsing.page(FORMAT, json, json.length);

        // Then
        for (int chunk = 1; chunk < json.length; chunk++) {
            assertThat(Parsing.page(FORMAT, json, chunk)).isEqualTo(whole);
        }
    }

    @Test
    void shouldKeepTheTextOfABadRowBehindAByteOrderMark() {
        // When
        Page<Counted> page = parse("\uFEFF{\"Value\":[{\"eventCount\":1},{\"eventCount\":\"x\"}]}");

        // Then
        assertThat(page.rejected()).extracting(RejectedRow::json).containsExactly("{\"eventCount\":\"x\"}");
    }

    @Test
    void shouldHoldEqualTextsOnce() {
        // When
        List<Counted> rows = parse("""
                {"Value":[{"failureName":"A","eventCount":1},{"failureName":"A","eventCount":2}]}""").rows();

        // Then
        assertThat(rows.get(0).name()).isSameAs(rows.get(1).name());
    }

    @Test
    void shouldRefuseATextThatIsCutAnywhere() {
        // Given
        byte[] json = MIXED.strip().getBytes(UTF_8);

        // Then
        for (int length = 0; length < json.length; length++) {
            byte[] cut = Arrays.copyOf(json, length);
            assertThatExceptionOfType(NotAPage.class).isThrownBy(() -> Parsing.page(FORMAT, cut, 16));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Bad gateway</body></html>",
                "[]",
                "\"Value\"",
                "{}",
                "{\"Value\":null}",
                "{\"Value\":{}}",
                "{\"Value\":[]} {\"Value\":[]}",
                "{\"Value\":[]}<!-- -->",
                "{\"Value\":[],\"TotalCount\":\"many\"}",
                "{\"Value\":[{\"eventCount\":1]}"
            })
    void shouldRefuseWhatIsNotAPage(String text) {
        assertThatExceptionOfType(NotAPage.class).isThrownBy(() -> parse(text));
    }

    @Test
    void shouldQuoteNothingOfTheTextThatItRefuses() {
        assertThatExceptionOfType(NotAPage.class)
                .isThrownBy(() -> parse("{\"Value\":[{\"clientDeviceId\":secret}]}"))
                .withMessageNotContaining("secret")
                .withMessageContaining("byte");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, '{"Value":[{"eventCount":1}]}',                                    true
            1, '{"Value":[{"eventCount":1}],"TotalCount":2}',                     true
            1, '{"Value":[{"eventCount":1}],"TotalCount":1}',                     false
            1, '{"Value":[{"eventCount":"bad"}],"TotalCount":2}',                 true
            2, '{"Value":[{"eventCount":1}],"TotalCount":2}',                     false
            2, '{"Value":[{"eventCount":1}],"TotalCount":1,"@nextLink":"?skip=1"}', true
            1, '{"Value":[],"@nextLink":""}',                                     false
            """)
    void shouldSayWhetherAnotherPageIsToBeAskedFor(int top, String json, boolean hasNext) {
        assertThat(Parsing.page(FORMAT, json.getBytes(UTF_8), 7, top).hasNext()).isEqualTo(hasNext);
    }

    private static Page<Counted> parse(String json) {
        return Parsing.page(FORMAT, json.getBytes(UTF_8), 4096);
    }
}
