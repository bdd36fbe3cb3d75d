package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stopcode.sandbox.report.FileQuirk;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {

    @Test
    void shouldReadFaultsOfCommandLines() {
        assertThat(Injection.parse("throttle,retryAfter=5,times=3,after=1,path=failurehits"))
                .isEqualTo(new Injection(new Fault.Throttle("5"), 1, 3, "failurehits"));
        assertThat(Injection.parse("cabGone")).isEqualTo(Injection.of(new Fault.CabGone()));
        assertThat(Injection.parse("serverError, status = 503")).isEqualTo(Injection.of(new Fault.ServerError(503)));
    }

    @Test
    void shouldReadFaultsInJson() {
        assertThat(Injection.parse("{\"fault\": \"rateLimit\", \"requests\": 5, \"seconds\": 60}"))
                .isEqualTo(Injection.of(new Fault.RateLimit(5, 60)));
    }

    @Test
    void shouldLetWhatStandsStay() {
        assertThat(Injection.parse("malformedRow,day=2026-11-20"))
                .isEqualTo(new Injection(new Fault.MalformedRow(LocalDate.of(2026, 11, 20)), 0, Injection.ALWAYS, ""));
        assertThat(Injection.parse("reportFile,quirk=gzip,times=1"))
                .isEqualTo(new Injection(new Fault.ReportFile(FileQuirk.GZIP), 0, 1, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "earthquake; there is no 'earthquake', but there are throttle",
                "throttle,3; '3' is not of the form",
                "throttle,retry=3; no setting 'retry', but there are retryAfter, after, times, path",
                "throttle,times=often; times: 'often'",
                "serverError,status=bad; serverError:",
                "serverError; 'status' is missing",
                "malformedRow; 'day' is missing",
                "reportFile,quirk=GZIPPED; GZIP",
                "{; Unexpected end"
            })
    void shouldSayWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Injection.parse(text))
                .withMessageContaining(message);
    }
}
