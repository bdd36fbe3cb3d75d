package dev.stopcode.devcenter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-02-03",
                "2/3/2017",
                "02/03/2017",
                "2017-02-03T00:00:00",
                "2017-02-03T23:00:00.1234567-05:00",
                "2017-02-03T00:00:00Z",
                "2017-02-03 00:00:00"
            })
    void shouldReadDatesAsTheyAreWritten(String text) {
        assertThat(Times.date(text)).isEqualTo(LocalDate.of(2017, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-02-29",
                "13/1/2017",
                "2/29/2017",
                "yesterday",
                "2017-02-03T25:00:00",
                "2017-02-03xx",
                "20170203"
            })
    void shouldRefuseOtherDates(String text) {
        assertThatThrownBy(() -> Times.date(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-14 23:51:11,2017-03-14T23:51:11Z",
        "2017-03-14T23:51:11,2017-03-14T23:51:11Z",
        "2017-03-14T23:51:11Z,2017-03-14T23:51:11Z",
        "2017-03-14T23:51:11.25+02:00,2017-03-14T21:51:11.25Z",
        "2017-03-14T23:51:11+0200,2017-03-14T21:51:11Z",
        "2017-03-14 23:51:11-05,2017-03-15T04:51:11Z",
        "2017-03-14,2017-03-14T00:00:00Z"
    })
    void shouldReadTimesInUtcWhereTheyNameNoOffset(String text, Instant time) {
        assertThat(Times.instant(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "2017-03-14 24:51:11", "2017-03-14T23:51:11+99:00", "2017-03-14 23:51:11 UTC"})
    void shouldRefuseOtherTimes(String text) {
        assertThatThrownBy(() -> Times.instant(text)).isInstanceOf(DateTimeException.class);
    }
}
