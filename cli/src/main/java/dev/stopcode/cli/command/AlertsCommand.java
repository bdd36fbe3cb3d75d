package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.TopicRecord;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.AlertLine;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "alerts",
        description = "List the alerts, the latest state of each.",
        footer = {
            "",
            "Example: print alerts for another program, as they are raised",
            "  stopcode alerts --follow -o json"
        })
final class AlertsCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--all", description = "Also alerts that were withdrawn, and those on history.")
    private boolean all;

    @Option(names = "--follow", description = "Go on with every new state of an alert until Ctrl-C.")
    private boolean follow;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    AlertsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Records records = surroundings.installations().open(cluster.where())) {
            if (follow) {
                follow(records);
            } else {
                print(records.latestValues(Topics.ALERTS));
            }
        }
        return ExitCode.OK;
    }

    /** The feed holds every state: the last ones of what is there make the list, each further one a line. */
    private void follow(Records records) {
        Map<String, RegressionAlert> list = new LinkedHashMap<>();
        boolean[] live = {false};
        records.follow(
                Topics.REGRESSION_ALERTS,
                record -> {
                    RegressionAlert alert = value(record);
                    if (live[0]) {
                        printState(alert);
                    } else {
                        list.put(alert.getAlertId(), alert);
                    }
                    return true;
                },
                () -> {
                    print(list.values());
                    live[0] = true;
                });
    }

    private void print(Collection<RegressionAlert> alerts) {
        List<RegressionAlert> wanted = alerts.stream()
                .filter(this::isWanted)
                .sorted(Comparator.comparing(RegressionAlert::getStartDate)
                        .thenComparing(RegressionAlert::getDriverName)
                        .thenComparing(RegressionAlert::getAlertId))
                .toList();
        if (output.json()) {
            wanted.forEach(alert -> Json.print(out(), Json.of(alert)));
            return;
        }
        printTable(wanted);
        if (wanted.size() < alerts.size()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(Text.count(alerts.size() - wanted.size(), "more alert")
                    + " on history or withdrawn: --all shows them.");
            err.flush();
        }
    }

    private void printTable(List<RegressionAlert> alerts) {
        Table table = new Table(
                "ID",
                "SINCE",
                "UNTIL",
                "DRIVER",
                "VERSION",
                "KIND",
                "STATUS",
                "SEVERITY",
                "OBSERVED",
                "EXPECTED",
                "SCORE",
                "FAILURE");
        alerts.forEach(alert -> table.row(
                AlertLine.shortId(alert),
                alert.getStartDate(),
                alert.getEndDate(),
                alert.getDriverName(),
                alert.getDriverVersion(),
                alert.getKind(),
                alert.getStatus(),
                alert.getSeverity(),
                alert.getObserved(),
                Text.decimal(alert.getExpected()),
                Text.decimal(alert.getScore()),
                AlertLine.failure(alert)));
        table.print(out(), "No alerts.");
    }

    private void printState(RegressionAlert alert) {
        if (!isWanted(alert) && alert.getStatus() != AlertStatus.WITHDRAWN) {
            return;
        }
        if (output.json()) {
            Json.print(out(), Json.of(alert));
        } else {
            out().println(AlertLine.of(alert));
            out().flush();
        }
    }

    private boolean isWanted(RegressionAlert alert) {
        return all || (!alert.getBackfill() && alert.getStatus() != AlertStatus.WITHDRAWN);
    }

    private static RegressionAlert value(TopicRecord record) {
        return Objects.requireNonNull(Topics.REGRESSION_ALERTS.value().cast(record.value()), "a tombstone");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
