package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "072018", // MMddyy
                "72018", // its leading zero lost
                "07202018",
                "7202018",
                "20180720",
                "2018-07-20",
                "7/20/2018",
                "07/20/2018",
                "7/20/18"
            })
    void shouldReadADateInEveryForm(String text) {
        // When
        ReportTime time = ReportTime.parse(text);

        // Then
        assertThat(time.date()).isEqualTo(LocalDate.parse("2018-07-20"));
        assertThat(time.timeOfDay()).isNull();
        assertThat(time.instant()).isEqualTo("2018-07-20T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2018-07-20T05:35:32, 2018-07-20T05:35:32Z",
        "2018-07-20 05:35:32, 2018-07-20T05:35:32Z",
        "2018-07-20 05:35, 2018-07-20T05:35:00Z",
        "2018-07-20T05:35:32Z, 2018-07-20T05:35:32Z",
        "2018-07-20T05:35:32.1234567Z, 2018-07-20T05:35:32.123456700Z",
        "2018-07-20T05:35:32.5, 2018-07-20T05:35:32.500Z",
        "2018-07-20T05:35:32+02:00, 2018-07-20T03:35:32Z",
        "2018-07-20T05:35:32-0800, 2018-07-20T13:35:32Z",
        "2018-07-20 05:35:32 +00:00, 2018-07-20T05:35:32Z",
        "7/20/2018 5:35:32 AM, 2018-07-20T05:35:32Z",
        "7/20/2018 5:35:32 pm, 2018-07-20T17:35:32Z",
        "7/20/2018 12:00:00 AM, 2018-07-20T00:00:00Z",
        "7/20/2018 12:00:00 PM, 2018-07-20T12:00:00Z",
        "07/20/2018 17:35:32, 2018-07-20T17:35:32Z",
        "7/20/2018 5:35:32 AM +02:00, 2018-07-20T03:35:32Z"
    })
    void shouldReadAPointInTimeInEveryForm(String text, Instant instant) {
        // When
        ReportTime time = ReportTime.parse(text);

        // Then
        assertThat(time.instant()).isEqualTo(instant);
        assertThat(time.date()).isEqualTo(LocalDate.parse("2018-07-20"));
        assertThat(time.timeOfDay()).isNotNull();
    }

    /** Eight digits of this century can be taken in one way only: no month is 20. */
    @ParameterizedTest
    @CsvSource({"12202012, 2012-12-20", "20121220, 2012-12-20", "01012001, 2001-01-01", "20010101, 2001-01-01"})
    void shouldTellEightDigitsApartByTheirMonth(String text, LocalDate date) {
        assertThat(ReportTime.parse(text).date()).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "180720", // no month 18
                "133118",
                "023018",
                "1",
                "2018",
                "123456789",
                "02302018",
                "2018-02-30",
                "2018-7-20",
                "+12018-07-20",
                "13/20/2018",
                "2018-07-20T25:00:00",
                "2018-07-20T05:35:32 PM",
                "7/20/2018 13:35:32 PM",
                "7/20/2018 0:35:32 AM",
                "١٢٣٤٥٦",
                "yesterday"
            })
    void shouldRefuseAllElse(String text) {
        assertThatThrownBy(() -> ReportTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
