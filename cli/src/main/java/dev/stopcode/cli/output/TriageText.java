package dev.stopcode.cli.output;

import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.schemas.CabDriver;
import dev.stopcode.schemas.CabTriage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a dump says, a line for each thing that it says. */
public final class TriageText {

    /** So many drivers are shown. */
    private static final int MOST = 12;

    private TriageText() {}

    /** Prints it, compared with a failure's name if there is one. */
    public static void print(Path file, CabTriage of, @Nullable String failureName, PrintWriter out) {
        out.println(file);
        line(out, "bug check", bugCheck(of));
        line(
                out,
                "failure",
                failureName == null ? null : failureName + ": " + agreement(of.getAgreesWithFailureName()));
        line(out, "crashed", crashed(of));
        line(out, "dump", of.getDumpType());
        line(out, "computer", computer(of));
        line(out, "Windows", joined(", ", of.getOsName(), of.getOsVersion(), build(of)));
        line(out, "report", of.getReportType());
        line(out, "problem", of.getProblem());
        drivers(of.getDrivers(), out);
        out.println();
        out.flush();
    }

    private static void line(PrintWriter out, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            out.printf("  %-10s %s%n", name, value);
        }
    }

    private static @Nullable String bugCheck(CabTriage of) {
        if (of.getBugCheck() == null) {
            return null;
        }
        String name = Objects.requireNonNullElse(of.getBugCheckName(), "(not a known one)");
        return "0x" + of.getBugCheck() + " " + name + " (" + String.join(", ", of.getParameters()) + ")";
    }

    private static String agreement(CabAgreement agreement) {
        return switch (agreement) {
            case YES -> "the dump shows it";
            case NO -> "the dump shows ANOTHER bug check";
            case UNKNOWN -> "cannot be told by the bug check";
        };
    }

    private static @Nullable String crashed(CabTriage of) {
        String time = of.getCrashedAt() == null ? null : Text.time(of.getCrashedAt()) + " UTC";
        String uptime = of.getUptimeSeconds() == null
                ? null
                : Text.duration(Duration.ofSeconds(of.getUptimeSeconds())) + " after its start";
        return joined(", ", time, uptime);
    }

    private static String computer(CabTriage of) {
        return joined(
                ", ",
                of.getArchitecture(),
                of.getProcessors() == null ? null : Text.count(of.getProcessors(), "processor"));
    }

    private static @Nullable String build(CabTriage of) {
        return of.getOsBuild() == null ? null : "build " + of.getOsBuild();
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(between));
    }

    private static void drivers(List<CabDriver> drivers, PrintWriter out) {
        if (drivers.isEmpty()) {
            return;
        }
        int width = drivers.stream()
                .limit(MOST)
                .mapToInt(driver -> driver.getFileName().length())
                .max()
                .orElse(1);
        line(out, "drivers", Text.number(drivers.size()));
        drivers.stream()
                .limit(MOST)
                .forEach(driver -> out.println(("    " + String.format("%-" + width + "s  ", driver.getFileName())
                                + Objects.requireNonNullElse(driver.getVersion(), ""))
                        .stripTrailing()));
        if (drivers.size() > MOST) {
            out.println("    … and " + Text.number(drivers.size() - MOST) + " more: -o json lists them");
        }
    }
}
