package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayRowsTest {

    private static final LocalDate DAY = LocalDate.of(2017, 2, 26);
    private static final Source OLD = new Source("windows-7-8", Flavour.WINDOWS_7_8, null);

    @TempDir
    private Path directory;

    private void save(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void shouldReadPagesAndLinesOfAllFlavours() throws IOException {
        // Given
        save("page.json", """
                {"Value": [{"date": "2017-02-26", "driverName": "a.sys", "eventCount": 2.0}], "TotalCount": 1}""");
        save("rows.ndjson", """
                {"date": "2/27/2017", "applicationId": "13736592797500435201", "eventCount": 1.0}
                {"date": "2017-02-28", "moduleName": "m.sys", "eventCount": 1.0}
                """);

        // When
        ReplayRows replay = ReplayRows.of(directory);

        // Then
        assertThat(replay.sources())
                .containsExactly(
                        OLD,
                        new Source("windows-10-13736592797500435201", Flavour.WINDOWS_10, "13736592797500435201"),
                        new Source("oem", Flavour.OEM, null));
        assertThat(replay.firstDay()).isEqualTo(DAY);
        assertThat(replay.today()).isEqualTo(DAY.plusDays(2));
        assertThat(replay.hits(OLD, DAY, DAY)).singleElement().satisfies(row -> {
            assertThat(row.text("driverName")).isEqualTo("a.sys");
            assertThat(row.eventCount()).isEqualTo(2);
        });
    }

    @Test
    void shouldKeepRowsThatCannotBeRead() throws IOException {
        save("rows.ndjson", """
                {"date": "2017-02-26", "eventCount": 1.0}
                {"date": "yesterday", "eventCount": "abc", "novel": true}
                """);

        List<ServedRow> rows = ReplayRows.of(directory).hits(OLD, DAY, DAY);

        assertThat(rows).hasSize(2);
        assertThat(rows.getLast().text("eventCount")).isEqualTo("abc");
        assertThat(rows.getLast().text("novel")).isEqualTo("true");
    }

    @Test
    void shouldTellSingleEventsFromAggregatedRows() throws IOException {
        save("details.json", """
                [{"date": "2017-02-26 23:51:11", "failureHash": "h", "cabIdHash": "c"}]""");

        ReplayRows replay = ReplayRows.of(directory);

        assertThat(replay.hits(OLD, DAY, DAY)).isEmpty();
        assertThat(replay.details(OLD, "H", DAY, DAY, DAY)).hasSize(1);
        assertThat(replay.details(OLD, "other", DAY, DAY, DAY)).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithADirectory() throws IOException {
        assertThatThrownBy(() -> ReplayRows.of(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("*.ndjson");

        save("bad.json", "{\"Value\": [");
        assertThatThrownBy(() -> ReplayRows.of(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.json, line 1,");
    }

    @Test
    void shouldNameTheLineThatIsNotJson() throws IOException {
        save("rows.ndjson", """
                {"date": "2017-02-26", "eventCount": 1.0}
                {"date": "2017-02-26" "eventCount": 1.0}
                """);

        assertThatThrownBy(() -> ReplayRows.of(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rows.ndjson, line 2, is not JSON");
    }

    @Test
    void shouldKnowRecordsOfATopicWhenItSeesThem() throws IOException {
        save("hits.ndjson", """
                {"topic": "stopcode.failure-hits", "partition": 0, "offset": 0, "value": {"date": "2017-02-26"}}
                """);

        assertThatThrownBy(() -> ReplayRows.of(directory)).hasMessageContaining("`topics read`");
    }
}
