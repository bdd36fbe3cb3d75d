package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.privacy.Audit;
import dev.stopcode.cli.privacy.Holding;
import dev.stopcode.schemas.PurgeReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivacyCommandTest {

    private static final Instant NOW = Instant.parse("2026-12-20T06:00:00Z");

    private final StringWriter out = new StringWriter();

    private int report(Audit audit, boolean json) {
        return PrivacyCommand.AuditNow.report(audit, json, new PrintWriter(out));
    }

    private static Holding dumps(Duration age) {
        return new Holding("s3://dumps", "crash dumps", 30, 8_160_000, NOW.minus(age));
    }

    @Test
    void shouldSayWhatIsHeldAndWhatWasDestroyed() {
        // Given
        Audit audit = new Audit(
                NOW,
                List.of(dumps(Duration.ofHours(36)), new Holding("stopcode.cabs", "what became of dumps", 0, 0, null)),
                List.of(Samples.purge("p1", PurgeReason.AGE, Duration.ofDays(29))));

        // When
        int exit = report(audit, false);

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        WHERE          WHAT                  ITEMS  SIZE    OLDEST (UTC)      DAYS
                        s3://dumps     crash dumps              30  8.2 MB  2026-12-18 18:00   1.5
                        stopcode.cabs  what became of dumps      0  0 B

                        1 dump destroyed {AGE=1}, the last at 2026-12-19 06:00, after 29.0 days at most; `stopcode purges` lists them.
                        Nothing is, or was, kept for longer than thirty days.
                        """);
    }

    @Test
    void shouldFailWhereSomethingIsTooOld() {
        // When
        int exit = report(new Audit(NOW, List.of(dumps(Duration.ofDays(31))), List.of()), false);

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .contains("31.0 TOO OLD", "No dump was destroyed so far.", "NOT within the term of thirty days.");
    }

    @Test
    void shouldBeOneDocumentForAnAuditor() throws Exception {
        // When
        int exit = report(
                new Audit(
                        NOW,
                        List.of(dumps(Duration.ofDays(1))),
                        List.of(Samples.purge("p1", PurgeReason.AGE, Duration.ofDays(31)))),
                true);

        // Then
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(exit).as("it was kept for too long").isEqualTo(ExitCode.FAILED);
        assertThat(document.at("/held/0/place").asText()).isEqualTo("s3://dumps");
        assertThat(document.at("/destroyed/0/reason").asText()).isEqualTo("AGE");
    }
}
