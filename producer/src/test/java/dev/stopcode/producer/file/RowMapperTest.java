package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMapperTest {

    private static final String AGGREGATED = "FailureDate,FailureHash,SUM(EventCount),DCOUNT(DeviceId),Market";

    @Test
    void shouldTurnASingleFailureIntoAnEvent() throws IOException {
        // When
        ReportRow event = Reports.event(
                "FailureDateTime,FailureName,FailureHash,Symbol,OSVersion,OSName,EventType,Market,DeviceType,Architecture,"
                        + "FlightRing,ApplicationId,SubmissionId,SellerId,DriverName,DriverVersion,OEMName,OEMModel,Mode,"
                        + "Baseboard,ModelFamily,CabType,CabIdHash,DeviceId,CabExpirationTime,EventCount",
                "2018-07-20T05:35:32.5Z,AV_a!b," + Reports.HASH
                        + ",a,10.0.1.2,Windows 10,System crash,US,PC,x64,Retail,"
                        + "1234567890123456789,5,6,a.sys,1.2.3.4,Contoso,C-122,Kernel,BB,MF,MINI,cab-1,device-1,"
                        + "9/20/2018 5:35:32 AM,2.0");

        // Then
        assertThat(event)
                .isEqualTo(ReportRow.newBuilder()
                        .setSource("win10")
                        .setEventTime(Instant.parse("2018-07-20T05:35:32.5Z"))
                        .setFailureName("AV_a!b")
                        .setFailureHash(Reports.HASH)
                        .setSymbol("a")
                        .setOsVersion("10.0.1.2")
                        .setOsName("Windows 10")
                        .setEventType("System crash")
                        .setMarket("US")
                        .setDeviceType("PC")
                        .setArchitecture("x64")
                        .setFlightRing("Retail")
                        .setApplicationId("1234567890123456789")
                        .setSubmissionId("5")
                        .setSellerId("6")
                        .setDriverName("a.sys")
                        .setDriverVersion("1.2.3.4")
                        .setOemName("Contoso")
                        .setOemModel("C-122")
                        .setMode("Kernel")
                        .setBaseboard("BB")
                        .setModelFamily("MF")
                        .setCabType("MINI")
                        .setCabIdHash("cab-1")
                        .setDeviceHash(Reports.DEVICES.of("device-1"))
                        .setCabExpirationTime(Instant.parse("2018-09-20T05:35:32Z"))
                        .setHarvestId(Reports.HARVEST)
                        .setCounting(true)
                        .setEventCount(2)
                        .build());
    }

    @Test
    void shouldTurnAnAggregatedRowIntoAHit() throws IOException {
        // When
        FailureHit hit = Reports.hit(AGGREGATED, "072018," + Reports.HASH + ",7.0,3,Unknown");

        // Then
        assertThat(hit)
                .isEqualTo(FailureHit.newBuilder()
                        .setSource("win10")
                        .setDate(LocalDate.parse("2018-07-20"))
                        .setFailureHash(Reports.HASH)
                        .setMarket("Unknown")
                        .setHarvestId(Reports.HARVEST)
                        .setCounting(true)
                        .setEventCount(7)
                        .setDeviceCount(3L)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "072018, 2018-07-20T05:35:32, , , Event", // a time of day
        "072018, 2018-07-20T00:00:00, , , Event", // of which midnight is one
        "2018-07-20 05:35:32, , , , Event",
        "072018, , device-1, , Event",
        "072018, , , cab-1, Event",
        "072018, , , , Hit",
        "072018, 2018-07-20, , , Hit",
        "2018-07-20 00:00:00, , , , Hit", // a date that is written as a time
        "7/20/2018 12:00:00 AM, , NULL, (null), Hit"
    })
    void shouldTellEventsFromCountsOfADay(String date, String time, String device, String cab, String kind)
            throws IOException {
        // Given
        String row = String.join(",", date, text(time), text(device), text(cab), "h", "1");

        // When
        Line line = Reports.read("FailureDate,FailureDateTime,DeviceId,CabIdHash,FailureHash,EventCount", row)
                .getFirst();

        // Then
        assertThat(line.getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void shouldCountOneForAnEventThatDoesNotSay() throws IOException {
        assertThat(Reports.event("FailureDateTime,FailureHash", "2018-07-20T05:35:32,h")
                        .getEventCount())
                .isEqualTo(1);
    }

    @Test
    void shouldWriteHashesAsTheSynchronousApiDoes() throws IOException {
        assertThat(Reports.hit(AGGREGATED, "072018,{" + Reports.HASH.toUpperCase(Locale.ROOT) + "},1,,")
                        .getFailureHash())
                .isEqualTo(Reports.HASH);
    }

    @Test
    void shouldComputeAMissingHashFromTheNameOfTheFailure() throws IOException {
        // Given
        String header = "FailureDate,FailureName,FailureHash,Mode,EventCount";

        // Then
        assertThat(Reports.hit(header, "072018,AV_a!b,NULL,User,1").getFailureHash())
                .isEqualTo(FailureHash.ofUserMode("AV_a!b"));
        assertThat(Reports.hit(header, "072018,AV_a!b,,Kernel,1").getFailureHash())
                .isEqualTo(FailureHash.ofKernelMode("AV_a!b"));
        assertThat(Reports.rejected(header, "072018,,,Kernel,1").cause())
                .isEqualTo("FailureHash: missing, and so is FailureName");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "133218,h,1,,US; FailureDate: neither a date nor a time: '133218'",
                "NULL,h,1,,US; FailureDate: missing",
                "1/1/0001 12:00:00 AM,h,1,,US; FailureDate: not of this century: '1/1/0001 12:00:00 AM'",
                "072018,h,,1,US; EventCount: missing in a row without time of day, device and dump",
                "072018,h,1,x,US; deviceCount: not a whole number of zero or more: 'x'"
            })
    void shouldRejectARowWithItsTextAndACauseThatNamesColumnAndValue(String row, String cause) throws IOException {
        // When
        Line.Rejected rejected = Reports.rejected(AGGREGATED, row);

        // Then
        assertThat(rejected.text()).isEqualTo(row);
        assertThat(rejected.cause()).isEqualTo(cause);
    }

    @Test
    void shouldQuoteNoMoreThanTheBeginningOfAValue() throws IOException {
        assertThat(Reports.rejected(AGGREGATED, "9".repeat(1000) + ",h,1,,").cause())
                .hasSizeLessThan(150);
    }

    @Test
    void shouldLetNoDeviceIdLeave() throws IOException {
        // When
        var lines = Reports.read(
                "DeviceId,FailureDateTime,FailureHash,HardwareId,MAX(DeviceId),EventCount",
                "device-1,2018-07-20T05:35:32,h,device-1,device-1,1",
                "device-1,yesterday,h,device-1,device-1,1",
                "device-1,2018-07-20T05:35:32,h,\"device-1,device-1,1",
                "device-1,2018-07-20T05:35:32,h",
                "device-1,2018-07-20T05:35:32,h,device-1,device-1,1,2");

        // Then
        assertThat(lines.toString()).doesNotContain("device-1").contains(Reports.DEVICES.of("device-1"));
        assertThat(((Line.Rejected) lines.get(1)).text()).isEqualTo("***,yesterday,h,***,***,1");
    }

    @Test
    void shouldTakeARowForAnEventAlsoWhereNoKeyHidesItsDevice() throws IOException {
        // Given
        byte[] file = Reports.bytes("FailureDate,FailureHash,DeviceId", "072018,h,device-1");

        // When
        try (ReportReader reader =
                ReportReader.open(new ByteArrayInputStream(file), "oem", false, 1, new DeviceHash(""))) {
            // Then
            assertThat(reader.next()).isInstanceOfSatisfying(Line.Event.class, event -> {
                assertThat(event.value().getDeviceHash()).isNull();
                assertThat(event.value().getSource()).isEqualTo("oem");
                assertThat(event.value().getCounting()).isFalse();
            });
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
