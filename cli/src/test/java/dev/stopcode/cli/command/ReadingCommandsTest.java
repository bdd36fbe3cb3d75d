package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingCommandsTest {

    @Test
    void shouldListAlertsThatAreNewsAndCountTheOthers() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(Topics.ALERTS, "a1", Samples.alert("a1", AlertStatus.OPEN, false))
                .with(Topics.ALERTS, "a1", Samples.alert("a1", AlertStatus.UPDATED, false))
                .with(Topics.ALERTS, "a2", Samples.alert("a2", AlertStatus.RESOLVED, true))
                .with(Topics.ALERTS, "a3", Samples.alert("a3", AlertStatus.WITHDRAWN, false)));

        // When
        int exit = terminal.run("alerts");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        ID  SINCE       UNTIL       DRIVER        VERSION  KIND   STATUS   SEVERITY  OBSERVED  EXPECTED  SCORE  FAILURE
                        a1  2026-11-18  2026-11-19  fastboot.sys  2.1.1.0  SPIKE  UPDATED  HIGH           120       4.3    9.3  AV_fastboot!unknown_function
                        """);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("2 more alerts on history or withdrawn: --all shows them.\n");
    }

    @Test
    void shouldFollowAlertsWithALineForEachNewState() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(Topics.REGRESSION_ALERTS, "fastboot.sys", Samples.alert("a2", AlertStatus.OPEN, true))
                .thenWritten(Topics.REGRESSION_ALERTS, "fastboot.sys", Samples.alert("a1", AlertStatus.OPEN, false))
                .thenWritten(Topics.REGRESSION_ALERTS, "fastboot.sys", Samples.alert("a2", AlertStatus.UPDATED, true))
                .thenWritten(
                        Topics.REGRESSION_ALERTS, "fastboot.sys", Samples.alert("a1", AlertStatus.WITHDRAWN, false)));

        // When
        terminal.run("alerts", "--follow");

        // Then
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        No alerts.
                        2026-11-18  SPIKE               HIGH    open          fastboot.sys 2.1.1.0: AV_fastboot!unknown_function, 120 where 4.3 were expected
                        2026-11-18  SPIKE               HIGH    withdrawn     fastboot.sys 2.1.1.0: AV_fastboot!unknown_function, 120 where 4.3 were expected
                        """);
    }

    @Test
    void shouldListTheFailuresOfADriverByFrequency() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(Topics.FAILURES, "h1", Samples.failure("h1", "fastboot.sys", 7))
                .with(Topics.FAILURES, "h2", Samples.failure("h2", "other.sys", 900))
                .with(Topics.FAILURES, "h3", Samples.failure("h3", "fastboot.sys", 1200))
                .with(Topics.FAILURES, "h4", Samples.failure("h4", "fastboot.sys", 1)));

        // When
        terminal.run("failures", "--driver", "FastBoot.SYS", "--top", "2");

        // Then
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        EVENTS  FIRST SEEN  LAST SEEN   DRIVERS       FAILURE          FAILURE HASH
                          1200  2026-11-18  2026-11-20  fastboot.sys  AV_fastboot.sys  h3
                             7  2026-11-18  2026-11-20  fastboot.sys  AV_fastboot.sys  h1
                        """);
    }

    @Test
    void shouldListDumpsWithTheirPlaceOrTheReasonWhyThereIsNone() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(Topics.CABS, "c1", Samples.cab("c1", CabStatus.STORED))
                .with(Topics.CABS, "c2", Samples.cab("c2", CabStatus.EXPIRED)));

        // When
        terminal.run("cabs");

        // Then
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        COLLECTED (UTC)   STATUS   DRIVER        FAILURE HASH                          BUG CHECK  SIZE      WHERE
                        2026-11-20 06:00  STORED   fastboot.sys  0d901479-bf1f-b842-76f2-3db7e4feaedd  0xD1       272.0 kB  file:///data/cabs/01/0123.zip
                        2026-11-20 06:00  EXPIRED  fastboot.sys  0d901479-bf1f-b842-76f2-3db7e4feaedd                       the vendor has it no more
                        """);
    }

    @Test
    void shouldPrintRecordsAsJsonWithIsoDates() {
        // Given
        Terminal terminal =
                Terminal.over(new FakeRecords().with(Topics.CABS, "c2", Samples.cab("c2", CabStatus.EXPIRED)));

        // When
        terminal.run("topics", "read", "cabs", "-o", "json");

        // Then
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        {"topic":"stopcode.cabs","partition":0,"offset":0,"timestamp":"2026-11-20T06:00:00Z","key":"c2",\
                        "value":{"cabIdHash":"c2","failureHash":"0d901479-bf1f-b842-76f2-3db7e4feaedd","alertId":"a1",\
                        "driverName":"fastboot.sys","status":"EXPIRED","sha256":null,"bytes":null,"container":null,\
                        "location":null,"reason":"the vendor has it no more","collectedAt":"2026-11-20T06:00:00Z",\
                        "triage":null}}
                        """);
    }

    @Test
    void shouldPrintBytesAsBase64WithTheirHeaders() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(
                        Topics.DEAD_LETTERS,
                        "k",
                        "{bad}".getBytes(StandardCharsets.UTF_8),
                        Map.of("cause", "eventCount is missing")));

        // When
        terminal.run("topics", "read", "dead-letters", "-o", "json");

        // Then
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        {"topic":"stopcode.dead-letters","partition":0,"offset":0,"timestamp":"2026-11-20T06:00:00Z",\
                        "key":"k","value":"e2JhZH0=","headers":{"cause":"eventCount is missing"}}
                        """);
    }

    @Test
    void shouldShowTheCauseAndTheTextOfADeadLetter() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(
                        Topics.DEAD_LETTERS,
                        "k",
                        "{bad\n}".getBytes(StandardCharsets.UTF_8),
                        Map.of("cause", "eventCount is missing")));

        // When
        terminal.run("topics", "read", "dead-letters");

        // Then
        assertThat(terminal.out().lines().toList().getLast()).endsWith("  k    eventCount is missing: {bad }");
    }

    @Test
    void shouldPrintTheLedgerOfDestroyedDumpsWithOneLineForEach() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(Topics.CAB_PURGES, "p2", Samples.purge("p2", PurgeReason.STORE_LIMIT, Duration.ofHours(36)))
                .with(Topics.CAB_PURGES, "p1", Samples.purge("p1", PurgeReason.AGE, Duration.ofDays(29)))
                .with(Topics.CAB_PURGES, "p1", Samples.purge("p1", PurgeReason.AGE, Duration.ofDays(29))));

        // When
        terminal.run("purges");

        // Then
        assertThat(terminal.out()).isEqualToNormalizingNewlines("""
                        PURGED (UTC)      COLLECTED (UTC)   DAYS  REASON       REQUESTS  SIZE      STORE
                        2026-11-21 18:00  2026-11-20 06:00   1.5  STORE_LIMIT         1  272.0 kB  s3://dumps
                        2026-12-19 06:00  2026-11-20 06:00  29.0  AGE                 1  272.0 kB  s3://dumps
                        """);
    }

    @Test
    void shouldReadOnlyTheNewestRecordOfEachKeyThatIsThere() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords()
                .with(Topics.FAILURES, "h1", Samples.failure("h1", "fastboot.sys", 7))
                .with(Topics.FAILURES, "h2", Samples.failure("h2", "fastboot.sys", 7))
                .with(Topics.FAILURES, "h1", Samples.failure("h1", "fastboot.sys", 8))
                .with(Topics.FAILURES, "h2", null));

        // When
        terminal.run("topics", "read", "failures", "--latest", "-o", "json");

        // Then
        assertThat(terminal.out().lines()).singleElement().asString().contains("\"offset\":2", "\"events\":8");
    }

    @Test
    void shouldReadOneKeyUpToALimit() {
        // Given
        FakeRecords records = new FakeRecords();
        for (int i = 0; i < 3; i++) {
            records.with(Topics.FAILURES, "h1", Samples.failure("h1", "fastboot.sys", i));
            records.with(Topics.FAILURES, "h2", Samples.failure("h2", "fastboot.sys", i));
        }
        Terminal terminal = Terminal.over(records);

        // When
        terminal.run("topics", "read", "failures", "--key", "h2", "--limit", "2", "-o", "json");

        // Then
        assertThat(terminal.out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"key\":\"h2\""));
    }

    @Test
    void shouldSayWhichTopicsThereAre() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("topics", "read", "alert");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("stopcode: There is no topic alert; there are failure-hits, report-rows,");
        assertThat(terminal.err().lines()).hasSize(1);
    }
}
