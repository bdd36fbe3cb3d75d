package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertActionCommandTest {

    private final FakeRecords records = new FakeRecords()
            .with(Topics.ALERTS, "1f3c9a2b", Samples.alert("1f3c9a2b", AlertStatus.UPDATED, false))
            .with(Topics.ALERTS, "1f3d0000", Samples.alert("1f3d0000", AlertStatus.RESOLVED, false));
    private final Terminal terminal = Terminal.over(records);

    @ParameterizedTest
    @CsvSource({"ack, ACKNOWLEDGE, acknowledged", "mute, MUTE, muted", "resolve, RESOLVE, resolved"})
    void shouldWriteWhatAPersonSays(String command, ActionKind kind, String done) {
        // When
        int exit = terminal.run(command, "1f3c", "--by", "ann", "--note", "known");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).startsWith("Will be " + done + ": fastboot.sys 2.1.1.0");
        assertThat(records.written(Topics.ALERT_ACTIONS)).singleElement().satisfies(written -> {
            assertThat(written.getKey()).isEqualTo("fastboot.sys");
            assertThat(written.getValue()).isInstanceOfSatisfying(AlertAction.class, action -> {
                assertThat(action.getAlertId()).isEqualTo("1f3c9a2b");
                assertThat(action.getAction()).isEqualTo(kind);
                assertThat(entry(action.getBy(), action.getNote())).isEqualTo(entry("ann", "known"));
            });
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9999 | There is no alert 9999: `stopcode alerts --all` shows all with their ids.",
                "1f3 | 2 alerts begin with 1f3: give more of the id.",
                "1f3d | The alert is resolved already: fastboot.sys"
            })
    void shouldSayWhyAnAlertCannotBeMeant(String id, String message) {
        // When
        int exit = terminal.run("mute", id);

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.err()).contains(message);
        assertThat(records.written(Topics.ALERT_ACTIONS)).isEmpty();
    }

    @Test
    void shouldPrintTheActionForAnotherProgram() {
        terminal.run("ack", "1f3c", "-o", "json");

        assertThat(terminal.out()).contains("\"alertId\":\"1f3c9a2b\"").contains("\"action\":\"ACKNOWLEDGE\"");
    }
}
