package dev.stopcode.devcenter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportScheduleTest {

    private static final Instant START = Instant.parse("2018-09-01T00:00:00.5Z");

    @Test
    void shouldKeepWhatTheVendorKeeps() {
        assertThat(new ReportSchedule("7", START, Duration.ofHours(12), 1, null).startTime())
                .isEqualTo("2018-09-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '', PT24H,   1,     ,                      templateId
            7,  PT11H,   1,     ,                      recurrenceInterval
            7,  PT12H1M, 1,     ,                      recurrenceInterval
            7,  PT-24H,  1,     ,                      recurrenceInterval
            7,  PT24H,   0,     ,                      recurrence
            7,  PT24H,   1,     /callback,             callbackUrl
            7,  PT24H,   1,     mailto:a@stop.example, callbackUrl
            7,  PT24H,   1,     ftp://stop.example/x,  callbackUrl
            """)
    void shouldRefuseWhatTheVendorRefuses(
            String templateId, Duration interval, int recurrence, @Nullable URI callback, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSchedule(templateId, START, interval, recurrence, callback))
                .withMessageStartingWith(named + ": ");
    }
}
