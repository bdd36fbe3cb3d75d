package dev.stopcode.devcenter.details;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.Golden;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.RejectedRow;
import dev.stopcode.devcenter.page.Parsing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureDetailsTest {

    @Test
    void shouldReadTheDocumentedEvents() {
        // When
        Page<DetailRow> page = Parsing.page(FailureDetails::row, Golden.bytes("failuredetails.json"), 64);

        // Then
        assertThat(page.rejected()).isEmpty();
        assertThat(page.rows())
                .first()
                .isEqualTo(new DetailRow(
                        Instant.parse("2017-03-14T23:51:11Z"),
                        "AV_fabrikam!IoCompletion",
                        "0d901479-bf1f-b842-76f2-3db7e4feaedd",
                        "fabrikam!IoCompletion",
                        "10.0.14393",
                        "Windows 10",
                        "System crash",
                        "US",
                        "PC",
                        "x64",
                        "Retail",
                        "14225643812345678901",
                        "1152921504621243619",
                        null,
                        "fabrikam.sys",
                        "10.0.2.1",
                        "Contoso",
                        "C-122",
                        null,
                        null,
                        null,
                        null,
                        "54ffb83a-c72d-f8a9-0ef2-9b2d5ae2d7a4",
                        "MINI",
                        Instant.parse("2017-06-12T23:51:11Z")));
        assertThat(page.rows().get(1)).satisfies(row -> {
            assertThat(row.time()).isEqualTo("2017-03-14T23:02:03Z");
            assertThat(row.clientDeviceId()).isEqualTo("s:3f2c");
            assertThat(row.cabIdHash()).isNull();
            assertThat(row.cabExpirationTime()).isEqualTo("2017-06-12T23:51:11Z");
        });
    }

    @Test
    void shouldRejectAnEventWithoutAReadableTime() {
        // When
        Page<DetailRow> page = Parsing.page(FailureDetails::row, """
                {"Value":[{"date":"then"},{"date":"2017-03-14 23:51:11","cabExpirationTime":"never"}]}""".getBytes(StandardCharsets.UTF_8), 64);

        // Then
        assertThat(page.rejected())
                .extracting(RejectedRow::cause)
                .containsExactly("date: not a time", "cabExpirationTime: not a time");
    }
}
