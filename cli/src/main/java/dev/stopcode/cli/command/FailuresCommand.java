package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureVersion;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "failures",
        description = "List the deduplicated failures, the most frequent first.",
        footer = {
            "",
            "Example: what the driver pswbth.sys fails with most",
            "  stopcode failures --driver pswbth.sys --top 5"
        })
final class FailuresCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--driver", paramLabel = "NAME", description = "Only failures of this driver binary.")
    private @Nullable String driver;

    @Option(
            names = "--top",
            converter = Values.Count.class,
            paramLabel = "N",
            description = "At most N failures; default: ${DEFAULT-VALUE}.")
    private long top = 20;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    FailuresCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Records records = surroundings.installations().open(cluster.where())) {
            print(records.latestValues(Topics.FAILURES).stream()
                    .filter(failure -> driver == null || events(failure) > 0)
                    .sorted(Comparator.comparingLong(this::events).reversed().thenComparing(Failure::getFailureHash))
                    .limit(top)
                    .toList());
        }
        return ExitCode.OK;
    }

    /** Of the driver that was asked for, or of all. */
    private long events(Failure failure) {
        return driver == null
                ? failure.getEvents()
                : failure.getVersions().stream()
                        .filter(version -> version.getDriverName().equalsIgnoreCase(driver))
                        .mapToLong(FailureVersion::getEvents)
                        .sum();
    }

    private void print(List<Failure> failures) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            failures.forEach(failure -> Json.print(out, Json.of(failure)));
            return;
        }
        Table table = new Table("EVENTS", "FIRST SEEN", "LAST SEEN", "DRIVERS", "FAILURE", "FAILURE HASH");
        failures.forEach(failure -> table.row(
                events(failure),
                failure.getFirstSeen(),
                failure.getLastSeen(),
                failure.getVersions().stream()
                        .map(FailureVersion::getDriverName)
                        .distinct()
                        .collect(Collectors.joining(",")),
                failure.getFailureName(),
                failure.getFailureHash()));
        table.print(out, "No failures.");
    }
}
