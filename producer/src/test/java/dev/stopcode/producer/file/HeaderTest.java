package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FailureDate\tFailureHash\tSUM(EventCount)\tOSVersion",
                "FailureDate;FailureHash;SUM(EventCount);OSVersion",
                "FailureDate|FailureHash|SUM(EventCount)|OSVersion",
                "\"FailureDate\",\"FailureHash\",\"SUM(EventCount)\",\"OSVersion\"",
                "failure_date,FAILURE HASH,sum( eventCount ),os version",
                "date,failureHash,sum_EventCount,osVersion",
                " FailureDate , FailureHash , Event Count , OS_Version ",
                "FailureDate,FailureHash,SUM(EventCount),OSVersion,"
            })
    void shouldKnowTheColumnsHoweverTheyAreWritten(String header) throws IOException {
        // Given
        String delimiter = header.replaceAll("[\\w \"()]", "").substring(0, 1);

        // When
        FailureHit hit = Reports.hit(header, String.join(delimiter, "072018", "h", "7", "10.0.1.2"));

        // Then
        assertThat(hit)
                .extracting(FailureHit::getFailureHash, FailureHit::getEventCount, FailureHit::getOsVersion)
                .containsExactly("h", 7L, "10.0.1.2");
    }

    @Test
    void shouldKnowTheNamesOfTheSynchronousApi() throws IOException {
        // When
        ReportRow event = Reports.event(
                "date,failureHash,moduleName,moduleVersion,model,oemName,clientDeviceId",
                "2018-07-20 05:35:32,h,a.sys,1.2,C-122,Contoso,d");

        // Then
        assertThat(event)
                .extracting(
                        ReportRow::getDriverName,
                        ReportRow::getDriverVersion,
                        ReportRow::getOemModel,
                        ReportRow::getOemName)
                .containsExactly("a.sys", "1.2", "C-122", "Contoso");
        assertThat(event.getDeviceHash()).isEqualTo(Reports.DEVICES.of("d"));
    }

    @Test
    void shouldSetUnknownColumnsAsideAndCountTheirValues() throws IOException {
        // Given
        byte[] file = Reports.bytes(
                "CPUName,FailureDate,FailureHash,EventCount,New Column,AVG(EventCount)",
                "i7,072018,h,1,,2",
                "NULL,072118,h,1,,2");

        // When
        try (ReportReader reader = Reports.open(new ByteArrayInputStream(file))) {
            while (reader.next() != null) {
                // to the end
            }

            // Then
            assertThat(reader.unread())
                    .containsExactly(entry("CPUName", 1L), entry("New Column", 0L), entry("AVG(EventCount)", 2L));
        }
    }

    @Test
    void shouldTakeTheDelimiterThatMakesMostColumnsKnown() throws IOException {
        // When: more pipes than commas
        FailureHit hit = Reports.hit("FailureDate,FailureHash,EventCount,a|b|c|d|e", "072018,h,7,x");

        // Then
        assertThat(hit.getEventCount()).isEqualTo(7);
    }

    @Test
    void shouldSayWhatIsMissingAndWhatWasFound() {
        assertRefused(
                "Symbol,OSVersion,CPUName",
                "header: neither FailureHash nor FailureName, neither FailureDate nor FailureDateTime"
                        + " among Symbol, OSVersion, CPUName");
        assertRefused("FailureDate\tMarket", "header: neither FailureHash nor FailureName among FailureDate, Market");
    }

    @Test
    void shouldRefuseAnAggregatedReportThatHasNoDate() {
        assertRefused(
                "FailureHash,SUM(EventCount),DCOUNT(DeviceId)",
                "header: neither FailureDate nor FailureDateTime (what is aggregated counts by day)"
                        + " among FailureHash, SUM(EventCount), DCOUNT(DeviceId)");
    }

    @Test
    void shouldRefuseAColumnThatOccursTwice() {
        assertRefused("FailureDate,FailureHash,failure_hash", "header: one column twice, FailureHash and failure_hash");
        assertRefused(
                "FailureDate,FailureHash,EventCount,SUM(EventCount)",
                "header: one column twice, EventCount and SUM(EventCount)");
        assertRefused("FailureDate,FailureHash,New,new", "header: one column twice, New and new");
    }

    @Test
    void shouldTakeNoColumnForAnotherByItsAggregate() throws IOException {
        // When: MAX(DeviceId) is no device
        FailureHit hit = Reports.hit(
                "FailureDate,FailureHash,SUM(EventCount),DCOUNT(DeviceId),MAX(DeviceId)", "072018,h,7,3,device-1");

        // Then
        assertThat(hit.getDeviceCount()).isEqualTo(3);
    }

    @Test
    void shouldQuoteNoValuesOfAFileWithoutHeader() {
        assertRefused(
                "2018-07-20T05:35:32,f060c0b6-fbe6-463f-a9f1-b7ebc1cc722f,s:3f2c,PC",
                "header: neither FailureHash nor FailureName, neither FailureDate nor FailureDateTime among ?, ?, ?, PC");
    }

    @Test
    void shouldRefuseAHeaderWithoutEnd() {
        assertRefused("x".repeat(100_000), "header: longer than 65536 characters");
    }

    private static void assertRefused(String header, String message) {
        assertThatThrownBy(() -> Reports.read(header, "1,2,3"))
                .isInstanceOf(UnreadableReport.class)
                .hasMessage(message);
    }
}
