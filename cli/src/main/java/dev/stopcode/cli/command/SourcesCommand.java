package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.schemas.SourceStatus;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "sources",
        description = {
            "Say how far each source has been harvested, and which of them have stopped.",
            "A source is overdue when its last harvest is more than detection.overdue.hours ago; alerts are decided"
                    + " without it when others go on."
        },
        footer = {
            "",
            "Example: the sources that have stopped, for a monitor",
            "  stopcode sources -o json | jq -r 'select(.overdue) | .source'"
        })
final class SourcesCommand implements Callable<Integer> {

    /** Ages of which the table says how complete days are. */
    private static final int SHOWN_AGES = 4;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    SourcesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Installation installation = surroundings.installations().connect(cluster.where());
                KafkaRecords records = new KafkaRecords(installation.config().kafka())) {
            Instant now = installation.clock(surroundings.clock()).instant();
            Duration overdue =
                    Duration.ofHours(installation.config().detection().overdueHours());
            List<SourceStatus> sources = records.latestValues(Topics.SOURCE_STATUS).stream()
                    .sorted(Comparator.comparing(SourceStatus::getSource))
                    .peek(source -> source.setOverdue(source.getOverdue()
                            || (source.getCompleteThrough() != null
                                    && source.getHarvestedAt().plus(overdue).isBefore(now))))
                    .toList();
            print(sources, now);
        }
        return ExitCode.OK;
    }

    private void print(List<SourceStatus> sources, Instant now) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            sources.forEach(source -> Json.print(out, Json.of(source)));
            return;
        }
        Table table = new Table(
                "SOURCE", "STATE", "LAST HARVEST", "COMPLETE THROUGH", "NEWEST DAY", "KNOWN AFTER 0, 1, 2, 3 DAYS");
        sources.forEach(source -> table.row(
                source.getSource(),
                source.getOverdue() ? "OVERDUE" : source.getCounting() ? "counts" : "adds devices and dumps",
                Text.duration(Duration.between(source.getHarvestedAt(), now)) + " ago",
                source.getCompleteThrough(),
                source.getNewestDay(),
                source.getCompleteness().stream()
                        .limit(SHOWN_AGES)
                        .map(share -> String.format(Locale.ROOT, "%.0f %%", 100 * share))
                        .collect(Collectors.joining(", "))));
        table.print(out, "No source has been harvested yet.");
    }
}
