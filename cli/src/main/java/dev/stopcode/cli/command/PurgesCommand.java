package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "purges",
        description = {
            "Print the ledger of crash dumps that were destroyed, for an audit.",
            "It names no dump and no device, and reaches back two years."
        },
        footer = {
            "",
            "Example: the longest that a dump was kept, in days",
            "  stopcode purges -o json | jq -s 'map((.purgedAt|fromdate) - (.collectedAt|fromdate)) | max / 86400'"
        })
final class PurgesCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    PurgesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Records records = surroundings.installations().open(cluster.where())) {
            print(records.latestValues(Topics.CAB_PURGES).stream()
                    .sorted(Comparator.comparing(CabPurge::getPurgedAt).thenComparing(CabPurge::getPurgeId))
                    .toList());
        }
        return ExitCode.OK;
    }

    private void print(List<CabPurge> purges) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            purges.forEach(purge -> Json.print(out, Json.of(purge)));
            return;
        }
        Table table = new Table("PURGED (UTC)", "COLLECTED (UTC)", "DAYS", "REASON", "REQUESTS", "SIZE", "STORE");
        purges.forEach(purge -> table.row(
                Text.time(purge.getPurgedAt()),
                Text.time(purge.getCollectedAt()),
                days(purge),
                purge.getReason(),
                purge.getRequests(),
                Text.bytes(purge.getBytes()),
                purge.getStore()));
        table.print(out, "No dump was destroyed.");
    }

    private static String days(CabPurge purge) {
        Duration kept = Duration.between(purge.getCollectedAt(), purge.getPurgedAt());
        return String.format(Locale.ROOT, "%.1f", kept.toMinutes() / 1440.0);
    }
}
