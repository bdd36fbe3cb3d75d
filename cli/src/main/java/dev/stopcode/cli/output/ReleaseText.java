package dev.stopcode.cli.output;

import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.CountedIn;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.GateResult;
import dev.stopcode.schemas.ReleaseEvidence;
import dev.stopcode.schemas.ReleaseRates;
import dev.stopcode.streams.detect.ReleaseExplanation;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What there is to say of a release, in words and numbers. */
public final class ReleaseText {

    private ReleaseText() {}

    /** Prints it. */
    public static void print(ReleaseExplanation of, PrintWriter out) {
        out.printf("%s %s by %s%n%n", of.driverName(), of.driverVersion(), of.date());
        DriverVersion judged = of.judged();
        if (judged == null) {
            out.println(
                    switch (of.outcome()) {
                        case NOT_SEEN_YET ->
                            of.firstDay() == null
                                    ? "Not judged: all that was counted of the version was taken back."
                                    : "Not judged: the version was not seen before " + of.firstDay() + ".";
                        default ->
                            "Not judged: no lower version of its branch (the first two of four numbers) was seen before "
                                    + of.firstDay() + ", its first day.";
                    });
        } else {
            print(judged, out);
            failures(of, out);
        }
        of.alerts().forEach(alert -> out.println("Alert  " + AlertLine.of(alert)));
        out.flush();
    }

    private static void print(DriverVersion judged, PrintWriter out) {
        ReleaseEvidence evidence = judged.getEvidence();
        out.println(
                switch (judged.getVerdict()) {
                    case WORSE -> "WORSE: at least one failure is more frequent than its predecessors let expect.";
                    case BETTER -> "BETTER: at least one failure is less frequent, and none more.";
                    case SAME -> "SAME: no failure differs, and there was enough to see.";
                    case TOO_EARLY -> "TOO EARLY: no failure differs so far, but there was little to see.";
                    case UNKNOWN -> "A verdict that this version of Stopcode does not know.";
                });
        out.printf(
                "%s in %s from %s to %s; compared with %s.%n",
                Text.count(judged.getEvents(), "failure"),
                evidence.getCountedIn() == CountedIn.DEVICES ? "devices" : "events",
                evidence.getFirstDate(),
                evidence.getJudgedThrough(),
                evidence.getPredecessors().stream()
                        .map(before -> before.getDriverVersion() + " (" + Text.number(before.getFailuresBefore())
                                + " in the 28 days before)")
                        .collect(Collectors.joining(", ")));
        ReleaseRates rates = evidence.getRates();
        if (rates != null) {
            out.printf(
                    Locale.ROOT,
                    "By installs: %.3g failures a device and day, %.3g before: %.2f times what is expected.%n",
                    rates.getRate(),
                    rates.getRateOfPredecessors(),
                    rates.getRatio());
        }
        for (GateResult gate : judged.getGates()) {
            out.printf(
                    Locale.ROOT,
                    "Limit %s: %.3g %% of devices, at most %.3g %%.%n",
                    gate.getGate(),
                    100 * gate.getMeasured(),
                    100 * gate.getLimit());
        }
        out.println();
    }

    private static void failures(ReleaseExplanation of, PrintWriter out) {
        Table table = new Table("SCORE", "FROM", "OBSERVED", "EXPECTED", "RATIO", "HELD BY", "FAILURE");
        of.closest()
                .forEach(failure -> table.row(
                        Text.decimal(failure.getScore()),
                        Text.decimal(failure.getThreshold()),
                        failure.getObserved(),
                        Text.decimal(failure.getExpected()),
                        Double.isInfinite(failure.getRatio())
                                ? "new"
                                : String.format(Locale.ROOT, "%.2f", failure.getRatio()),
                        failure.getHeldBy(),
                        name(failure)));
        table.print(out, "No failure of it is more frequent than its predecessors let expect.");
        out.println();
    }

    private static String name(ChangedFailure failure) {
        return failure.getFailureHash() == null
                ? "all failures"
                : Objects.requireNonNullElse(failure.getFailureName(), failure.getFailureHash());
    }
}
