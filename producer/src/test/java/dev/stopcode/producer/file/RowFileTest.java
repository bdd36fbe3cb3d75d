package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFileTest {

    private static final RowOrigin HITS = new RowOrigin("counts", true, 3);
    private static final RowOrigin EVENTS = new RowOrigin("events", false, 5);

    private static final String HIT = """
            {"date": "2026-03-09", "failureName": "AV_a!Read", "failureHash": "h", "driverName": "a.sys",
             "driverVersion": "1.0", "market": "US", "eventCount": 3.0, "deviceCount": 2.0}""";

    private static List<Line> read(byte[] file) throws IOException {
        try (RowReader reader = RowFile.open(new ByteArrayInputStream(file), HITS, EVENTS, new DeviceHash("secret"))) {
            List<Line> lines = new ArrayList<>();
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
            return lines;
        }
    }

    private static List<Line> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FailureHit hit(List<Line> lines) {
        return ((Line.Hit) lines.getFirst()).value();
    }

    private static ReportRow event(List<Line> lines) {
        return ((Line.Event) lines.getFirst()).value();
    }

    @Test
    void shouldTellAPageFromAReportAndReadTheSameRowFromBoth() throws IOException {
        // When
        FailureHit ofPage = hit(read("{\"Value\": [" + HIT + "], \"TotalCount\": 1}"));
        FailureHit ofReport = hit(read("""
                Market,FailureName,FailureHash,DriverName,DriverVersion,FailureDate,SUM(EventCount),DCOUNT(DeviceId)
                US,AV_a!Read,h,a.sys,1.0,2026-03-09,3,2
                """));

        // Then
        assertThat(ofPage).isEqualTo(ofReport);
        assertThat(ofPage)
                .extracting(FailureHit::getSource, FailureHit::getCounting, FailureHit::getHarvestId)
                .containsExactly("counts", true, 3L);
    }

    @Test
    void shouldReadTheSameEventFromAPageAndAReport() throws IOException {
        // When
        ReportRow ofPage = event(read("""
                [{"date": "2026-03-09 23:51:11", "failureName": "AV_a!Read", "clientDeviceId": "d-1", "cabIdHash": "c",
                  "cabType": "MINI"}]
                """));
        ReportRow ofReport = event(read("""
                FailureDateTime\tFailureName\tDeviceId\tCabIdHash\tCabType
                2026-03-09T23:51:11Z\tAV_a!Read\td-1\tc\tMINI
                """));

        // Then
        assertThat(ofPage).isEqualTo(ofReport);
        assertThat(ofPage.getFailureHash()).isEqualTo(FailureHash.of("AV_a!Read", null));
        assertThat(ofPage.getEventTime()).isEqualTo(Instant.parse("2026-03-09T23:51:11Z"));
        assertThat(ofPage.getDeviceHash()).hasSize(32);
        assertThat(ofPage)
                .extracting(ReportRow::getSource, ReportRow::getCounting, ReportRow::getHarvestId)
                .containsExactly("events", false, 5L);
    }

    @Test
    void shouldUnpackPagesAsItUnpacksReports() throws IOException {
        byte[] page = ("\uFEFF\n {\"Value\": [" + HIT + "]}").getBytes(StandardCharsets.UTF_8);

        assertThat(read(Reports.gzip(page))).hasSize(1);
        assertThat(read(Reports.zip(page, "page.json"))).hasSize(1);
        assertThat(read(new String(page, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE)))
                .hasSize(1);
    }

    @Test
    void shouldNotTakeBracketsInAHeaderForJson() throws IOException {
        assertThat(read("[FailureHash],[FailureDate],[EventCount]\nh,2026-03-09,3\n"))
                .hasSize(1);
        assertThat(read("[ ]")).isEmpty();
    }

    @Test
    void shouldRejectBadRowsOfPagesAndPassTheOthers() throws IOException {
        // When
        List<Line> lines = read("{\"Value\": [" + HIT + """
                ,
                {"date": "2026-03-09", "eventCount": 1},
                17,
                {"date": "soon", "failureHash": "h", "clientDeviceId": "d-1"}
                ]}""");

        // Then
        assertThat(lines.getFirst()).isInstanceOf(Line.Hit.class);
        assertThat(lines.subList(1, 4))
                .isEqualTo(List.of(
                        new Line.Rejected(
                                2,
                                3,
                                "{\"date\":\"2026-03-09\",\"eventCount\":1}",
                                "failureHash and failureName: both missing"),
                        new Line.Rejected(3, 4, "xx", "row: not an object"),
                        new Line.Rejected(
                                4,
                                5,
                                "{\"date\":\"soon\",\"failureHash\":\"h\",\"clientDeviceId\":\"***\"}",
                                "date: not a time")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"code": "Unauthorized", "message": "no"}           | neither a page
            [["date", "eventCount"]]                            | header
            [{"topic": "t", "offset": 0, "value": {}}]          | topics read
            [{"date": "2026-03-09", "cabUrl": "https://x"}]     | links to dumps
            {"Value": [{"date": "2026-03-09"}                   | line 1 is not JSON
            {                                                   | line 1 is not JSON
            <html></html>                                       | header
            """)
    void shouldSayWhyAFileIsNoneOfRows(String text, String cause) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining(cause);
    }
}
