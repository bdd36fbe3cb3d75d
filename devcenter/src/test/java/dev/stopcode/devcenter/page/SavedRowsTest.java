package dev.stopcode.devcenter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stopcode.devcenter.details.FailureDetails;
import dev.stopcode.devcenter.hits.FailureHits;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedRowsTest {

    private static List<SavedRow> read(String json) throws IOException {
        List<SavedRow> rows = new ArrayList<>();
        try (SavedRows saved = SavedRows.of(new StringReader(json))) {
            for (SavedRow row = saved.next(); row != null; row = saved.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void shouldReadPagesArraysAndRowsOneAfterAnother() throws IOException {
        // When
        List<SavedRow> rows = read("""
                {"@odata.context": {"Value": [{"a": 0}]}, "value": [{"a": 1},
                 {"a": 2, "Value": "text"}], "TotalCount": 2, "more": [[{}], {"b": 1}]}
                [{"a": 3}, 4, ["5"]]
                {"a": 6}
                {"Value": []} 7
                """);

        // Then
        assertThat(rows)
                .extracting(row -> row.json().toString())
                .containsExactly(
                        "{\"a\":1}", "{\"a\":2,\"Value\":\"text\"}", "{\"a\":3}", "4", "[\"5\"]", "{\"a\":6}", "7");
        assertThat(rows).extracting(SavedRow::line).containsExactly(1L, 2L, 3L, 3L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"Value\": [{\"a\": 1}", "[{\"a\": 1}", "{\"a\": 1", "{\"Value\": []", "{\"a\": 1}}", "no"})
    void shouldTellWhatIsCutOrNoJson(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldReadARowAsTheMethodsAnswerIsRead() throws Exception {
        // Given
        SavedRow row = read("""
                {"date": "2017-02-26", "FAILUREHASH": "h", "applicationId": 13736592797500435201, "eventCount": 2.0,
                 "osVersion": 10.10, "market": "", "novel": [1]}
                """).getFirst();

        // Then
        assertThat(row.read(FailureHits::row)).satisfies(hit -> {
            assertThat(hit.failureHash()).isEqualTo("h");
            assertThat(hit.applicationId()).isEqualTo("13736592797500435201");
            assertThat(hit.osVersion()).isEqualTo("10.10");
            assertThat(hit.market()).isNull();
            assertThat(hit.eventCount()).isEqualTo(2);
        });
    }

    @Test
    void shouldTellWhatIsWrongWithARow() throws IOException {
        List<SavedRow> rows = read("""
                {"date": {"year": 2017}, "eventCount": 1}
                {"date": "2017-02-26", "eventCount": "many"}
                17
                """);

        assertThatThrownBy(() -> rows.get(0).read(FailureHits::row)).hasMessageContaining("date: an object");
        assertThatThrownBy(() -> rows.get(1).read(FailureHits::row)).hasMessageContaining("eventCount: not a whole");
        assertThatThrownBy(() -> rows.get(2).read(FailureDetails::row)).hasMessage("row: not an object");
    }

    @Test
    void shouldTellSingleEventsByTheirFieldsBeTheyNull() throws IOException {
        assertThat(read("""
                {"date": "2017-02-26", "clientDeviceId": null}
                {"date": "2017-02-26", "CabIdHash": "c"}
                {"date": "2017-02-26", "eventCount": 1}
                """)).extracting(SavedRow::isEvent).containsExactly(true, true, false);
    }

    @Test
    void shouldMaskWhatMayBePersonal() throws IOException {
        List<SavedRow> rows = read("""
                {"date": "soon", "clientDeviceId": "s:1", "cabUrl": "https://x?sig=1", "mode": ["s:1"], "novel": 5, "market": null}
                "s:1 text"
                """);

        assertThat(rows)
                .extracting(SavedRow::masked)
                .containsExactly(
                        "{\"date\":\"soon\",\"clientDeviceId\":\"***\",\"cabUrl\":\"***\",\"mode\":\"***\","
                                + "\"novel\":\"***\",\"market\":null}",
                        "\"x:x xxxx\"");
    }
}
