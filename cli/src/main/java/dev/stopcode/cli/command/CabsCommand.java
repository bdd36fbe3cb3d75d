package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "cabs",
        description = "List the crash dumps that were asked for, and where they lie.",
        footer = {
            "",
            "Example: the files of all dumps",
            "  stopcode cabs -o json | jq -r 'select(.status == \"STORED\").location'"
        })
final class CabsCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    CabsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Records records = surroundings.installations().open(cluster.where())) {
            print(records.latestValues(Topics.CABS).stream()
                    .sorted(Comparator.comparing(Cab::getCollectedAt).thenComparing(Cab::getCabIdHash))
                    .toList());
        }
        return ExitCode.OK;
    }

    private void print(List<Cab> cabs) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            cabs.forEach(cab -> Json.print(out, Json.of(cab)));
            return;
        }
        Table table = new Table("COLLECTED (UTC)", "STATUS", "DRIVER", "FAILURE HASH", "BUG CHECK", "SIZE", "WHERE");
        cabs.forEach(cab -> table.row(
                Text.time(cab.getCollectedAt()),
                cab.getStatus(),
                cab.getDriverName(),
                cab.getFailureHash(),
                bugCheck(cab.getTriage()),
                cab.getBytes() == null ? null : Text.bytes(cab.getBytes()),
                cab.getLocation() == null ? cab.getReason() : cab.getLocation()));
        table.print(out, "No dumps.");
    }

    /** The code, marked where it is not that of the failure. */
    private static @Nullable String bugCheck(@Nullable CabTriage triage) {
        return triage == null || triage.getBugCheck() == null
                ? null
                : "0x" + triage.getBugCheck()
                        + (triage.getAgreesWithFailureName() == CabAgreement.NO ? " (another)" : "");
    }
}
