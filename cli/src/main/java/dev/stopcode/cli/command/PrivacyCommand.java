package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.cli.privacy.Audit;
import dev.stopcode.cli.privacy.Holding;
import dev.stopcode.schemas.CabPurge;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about personal data. */
final class PrivacyCommand {

    private PrivacyCommand() {}

    @Command(
            name = "privacy",
            description = "Show that no personal data is kept for longer than thirty days.",
            footer = {"", "Example: stopcode privacy audit"})
    static final class Group {}

    @Command(
            name = "audit",
            description = {
                "Say what personal data is held where, how old the oldest of it is, and what was destroyed.",
                "It reads every record of the topics that hold such data, and lists the store of dumps."
                        + " It ends with 1 if anything is, or was, kept for longer than thirty days."
            },
            footer = {"", "Example: for the file of an auditor", "  stopcode privacy audit -o json > audit.json"})
    static final class AuditNow implements Callable<Integer> {

        @Mixin
        private ClusterOptions cluster = new ClusterOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec;

        private final Surroundings surroundings;

        AuditNow(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            try (Installation installation = surroundings.installations().connect(cluster.where());
                    KafkaRecords records =
                            new KafkaRecords(installation.config().kafka())) {
                // dumps and records are stamped by the real clock, also where the Dev Center is simulated
                Audit audit = Audit.of(
                        installation.config().kafka(), installation.config().cabs(), records, surroundings.clock());
                return report(audit, output.json(), spec.commandLine().getOut());
            }
        }

        /** The exit code. */
        static int report(Audit audit, boolean json, PrintWriter out) {
            if (json) {
                Json.printDocument(out, Json.of(audit));
            } else {
                print(audit, out);
            }
            return audit.isBreached() ? ExitCode.FAILED : ExitCode.OK;
        }

        private static void print(Audit audit, PrintWriter out) {
            Table table = new Table("WHERE", "WHAT", "ITEMS", "SIZE", "OLDEST (UTC)", "DAYS");
            for (Holding holding : audit.held()) {
                table.row(
                        holding.place(),
                        holding.what(),
                        Text.number(holding.items()),
                        Text.bytes(holding.bytes()),
                        Text.time(holding.oldest()),
                        holding.oldest() == null
                                ? ""
                                : days(Duration.between(holding.oldest(), audit.at()))
                                        + (holding.isOverdue(audit.at()) ? " TOO OLD" : ""));
            }
            table.print(out, "No personal data is held.");
            out.println();
            out.println(destroyed(audit));
            out.println(
                    audit.isBreached()
                            ? "NOT within the term of thirty days."
                            : "Nothing is, or was, kept for longer than thirty days.");
            out.flush();
        }

        private static String destroyed(Audit audit) {
            if (audit.destroyed().isEmpty()) {
                return "No dump was destroyed so far.";
            }
            Map<String, Long> reasons = audit.destroyed().stream()
                    .map(CabPurge::getReason)
                    .collect(Collectors.groupingBy(Enum::name, TreeMap::new, Collectors.counting()));
            return Text.count(audit.destroyed().size(), "dump") + " destroyed " + reasons + ", the last at "
                    + Text.time(audit.destroyed().getLast().getPurgedAt()) + ", after " + days(audit.longestKept())
                    + " days at most; `stopcode purges` lists them.";
        }

        private static String days(Duration duration) {
            return String.format(Locale.ROOT, "%.1f", duration.toMinutes() / 1440.0);
        }
    }
}
