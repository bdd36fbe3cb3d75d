package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command by which a person says something about an alert, and what all of them have. */
abstract class AlertActionCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ALERT", description = "The alert's id, or as much of its beginning as no other has.")
    private String id = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; left out where it is not given.")
    private @Nullable String by;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, in a sentence.")
    private @Nullable String note;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;
    private final ActionKind kind;
    private final String done;

    @SuppressWarnings("NullAway.Init") // picocli sets the rest
    private AlertActionCommand(Surroundings surroundings, ActionKind kind, String done) {
        this.surroundings = surroundings;
        this.kind = kind;
        this.done = done;
    }

    @Command(
            name = "ack",
            description = {
                "Say that somebody is on an alert.",
                "Its further states are ACKNOWLEDGED instead of UPDATED until it grows more severe."
            },
            footer = {"", "Example: stopcode ack 1f3c9a2b --by ann"})
    static final class Acknowledge extends AlertActionCommand {
        Acknowledge(Surroundings surroundings) {
            super(surroundings, ActionKind.ACKNOWLEDGE, "acknowledged");
        }
    }

    @Command(
            name = "mute",
            description = {
                "Say that nobody needs to hear of an alert.",
                "It comes back as OPEN when a day exceeds its expectation by half as much again as the highest so far."
            },
            footer = {"", "Example: stopcode mute 1f3c9a2b --note 'known, fixed in 2.1.2.0'"})
    static final class Mute extends AlertActionCommand {
        Mute(Surroundings surroundings) {
            super(surroundings, ActionKind.MUTE, "muted");
        }
    }

    @Command(
            name = "resolve",
            description = {
                "Say that an alert is over.",
                "What is counted for the days up to now does not raise it again; what comes after them can."
            },
            footer = {"", "Example: stopcode resolve 1f3c9a2b"})
    static final class Resolve extends AlertActionCommand {
        Resolve(Surroundings surroundings) {
            super(surroundings, ActionKind.RESOLVE, "resolved");
        }
    }

    @Override
    public Integer call() {
        try (Records records = surroundings.installations().open(cluster.where())) {
            RegressionAlert alert = find(records.latestValues(Topics.ALERTS));
            AlertAction action = new AlertAction(
                    alert.getAlertId(),
                    alert.getDriverName(),
                    kind,
                    by,
                    note,
                    surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
            records.write(Topics.ALERT_ACTIONS, alert.getDriverName(), action);
            print(action, alert);
        }
        return ExitCode.OK;
    }

    private RegressionAlert find(List<RegressionAlert> alerts) {
        List<RegressionAlert> found = alerts.stream()
                .filter(alert -> alert.getAlertId().startsWith(id))
                .toList();
        if (id.isEmpty() || found.isEmpty()) {
            throw UserError.failed("There is no alert " + id + ": `stopcode alerts --all` shows all with their ids.");
        }
        if (found.size() > 1) {
            throw UserError.failed(found.size() + " alerts begin with " + id + ": give more of the id.");
        }
        RegressionAlert alert = found.getFirst();
        if (alert.getStatus() == AlertStatus.RESOLVED || alert.getStatus() == AlertStatus.WITHDRAWN) {
            throw UserError.failed("The alert is " + alert.getStatus().name().toLowerCase(Locale.ROOT) + " already: "
                    + alert.getSummary());
        }
        return alert;
    }

    private void print(AlertAction action, RegressionAlert alert) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            Json.print(out, Json.of(action));
        } else {
            out.println("Will be " + done + ": " + alert.getSummary());
            out.flush();
        }
    }
}
