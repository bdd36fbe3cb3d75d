package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.FailureHit;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1; 1",
                "1.0; 1",
                "1.; 1",
                "0; 0",
                "1,234; 1234",
                "12,345,678.00; 12345678",
                "9223372036854775807; 9223372036854775807"
            })
    void shouldReadCounts(String text, long count) throws IOException {
        assertThat(Reports.hit("FailureDate;FailureHash;EventCount", "072018;h;" + text)
                        .getEventCount())
                .isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "1,5", "12,34", "1.234,0", "many", "9223372036854775808", "1e999999999"})
    void shouldRejectWhatIsNoCount(String text) throws IOException {
        assertThat(Reports.rejected("FailureDate;FailureHash;EventCount", "072018;h;" + text)
                        .cause())
                .isEqualTo("EventCount: not a whole number of zero or more: '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NULL", "null", "(null)", "(NULL)"})
    void shouldTakeTheVendorsNullsForNone(String nothing) throws IOException {
        assertThat(Reports.hit(
                        "FailureDate,FailureHash,EventCount,deviceCount,Market",
                        "072018,h,1," + nothing + "," + nothing))
                .extracting(FailureHit::getDeviceCount, FailureHit::getMarket)
                .containsOnlyNulls();
    }
}
