package dev.stopcode.cli.command;

import dev.stopcode.cli.output.AlertLine;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureName;
import dev.stopcode.schemas.FailureVersion;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure by its name, and what the fleet knows of it, in words and tables. */
final class HashText {

    private HashText() {}

    static void print(HashedName name, @Nullable Fleet fleet, PrintWriter out) {
        FailureName parts = name.parts();
        out.println(name.name());
        line(out, "hash", name.hash());
        line(out, "class", parts.failureClass());
        line(
                out,
                "code",
                parts.code() == null
                        ? null
                        : parts.code() + name.bugCheck().map(text -> " " + text).orElse(""));
        line(out, "image", parts.image());
        line(out, "function", parts.function());
        if (fleet != null) {
            out.println();
            print(fleet, out);
        }
        out.println();
        out.flush();
    }

    private static void line(PrintWriter out, String name, @Nullable String value) {
        if (value != null) {
            out.printf("  %-9s %s%n", name, value);
        }
    }

    private static void print(Fleet fleet, PrintWriter out) {
        Optional<Failure> known = fleet.failure();
        if (known.isEmpty()) {
            out.println("The fleet has not shown it.");
        } else {
            print(known.get(), out);
        }
        if (!fleet.alerts().isEmpty()) {
            out.println();
            out.println("Alerts:");
            fleet.alerts().forEach(alert -> out.println("  " + AlertLine.shortId(alert) + "  " + AlertLine.of(alert)));
        }
        if (!fleet.cabs().isEmpty()) {
            out.println();
            Table table = new Table("DUMP COLLECTED (UTC)", "STATUS", "WHERE");
            for (Cab cab : fleet.cabs()) {
                table.row(
                        Text.time(cab.getCollectedAt()),
                        cab.getStatus(),
                        cab.getLocation() == null ? cab.getReason() : cab.getLocation());
            }
            table.print(out, "");
        }
    }

    private static void print(Failure failure, PrintWriter out) {
        out.println("The fleet has had it " + Text.count(failure.getEvents(), "time") + ", from "
                + failure.getFirstSeen() + " to " + failure.getLastSeen() + ".");
        Table table = new Table("EVENTS", "FIRST SEEN", "LAST SEEN", "DRIVER", "VERSION");
        failure.getVersions().stream()
                .sorted(Comparator.comparingLong(FailureVersion::getEvents)
                        .reversed()
                        .thenComparing(FailureVersion::getDriverVersion))
                .forEach(version -> table.row(
                        version.getEvents(),
                        version.getFirstSeen(),
                        version.getLastSeen(),
                        version.getDriverName(),
                        version.getDriverVersion()));
        table.print(out, "");
    }
}
