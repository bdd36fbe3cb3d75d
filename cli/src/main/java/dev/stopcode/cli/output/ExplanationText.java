package dev.stopcode.cli.output;

import dev.stopcode.detection.series.JudgedWindow;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.SeriesPoint;
import dev.stopcode.streams.detect.Explanation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An explanation in words, numbers and a small picture. */
public final class ExplanationText {

    /** So many values of a dimension are shown. */
    private static final int MOST = 3;

    private ExplanationText() {}

    /** Prints it. */
    public static void print(Explanation of, PrintWriter out) {
        String failure = of.failureName() != null ? of.failureName() : of.failureHash();
        out.printf("%s on %s, %s%n%n", of.driverName(), of.date(), failure == null ? "all failures" : failure);
        out.println(outcome(of));
        of.alerts().forEach(alert -> out.println("  " + id(alert) + "  " + AlertLine.of(alert)));
        out.println();
        figures(of, out);
        picture(of, out);
        windows(of.windows(), out);
        contributors(of.contributors(), out);
        out.printf(
                "Known by %s from %s to %s, as harvested on %s.%n",
                String.join(", ", of.sources()), of.firstDay(), of.lastDay(), of.asOf());
        out.flush();
    }

    private static String id(RegressionAlert alert) {
        return alert.getAlertId().substring(0, Math.min(8, alert.getAlertId().length()));
    }

    private static String outcome(Explanation of) {
        return switch (of.outcome()) {
            case RAISED -> "Raised: the day belongs to this alert.";
            case PART_OF_MANY -> "Told by the alert on many failures that rose together.";
            case EXPLAINED ->
                "Not raised for the driver as a whole: failures that have alerts of their own explain its rise.";
            case NOT_HARVESTED -> "Not judged: not every source has harvested the day completely.";
            case NO_FAILURES -> "Not raised: there is no failure on that day.";
            case TOO_YOUNG ->
                "Not raised: too few days are known before it. A baseline takes four weeks that end one week before.";
            case BELOW -> "Not raised: its score is below the threshold.";
            case TOLD_BEFORE ->
                "Not raised again: the days before it told the same, or somebody said that it was over, and it is not"
                        + " ten times less likely than they were.";
            case TOO_OLD ->
                "Not raised: it is too long ago for an alert. It counts for what is expected of later days.";
            case ONE_DEVICE ->
                "Not raised: the devices did not rise with the failures; few devices crash again and again.";
        };
    }

    private static void figures(Explanation of, PrintWriter out) {
        if (of.observed() == null) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "observed   %s%s%n",
                Text.number(of.observed()),
                of.completeness() < 1
                        ? String.format(
                                Locale.ROOT,
                                ", about %.0f %% of what will be known in the end",
                                100 * of.completeness())
                        : "");
        if (of.expected() != null && of.upperBound() != null) {
            out.printf(Locale.ROOT, "expected   %.1f; raised by itself from %.0f on%n", of.expected(), of.upperBound());
        }
        out.printf(
                Locale.ROOT,
                "score      %.1f, raised from %.1f on; the highest of the week before is %.1f%n%n",
                of.score(),
                of.threshold(),
                of.highestBefore());
    }

    private static void picture(Explanation of, PrintWriter out) {
        List<SeriesPoint> series = of.series();
        if (!series.isEmpty()) {
            out.println(Sparkline.of(series.stream().map(SeriesPoint::getCount).toList()));
            out.printf(
                    "%s to %s, at most %s a day%n%n",
                    series.getFirst().getDate(),
                    series.getLast().getDate(),
                    Text.number(series.stream()
                            .map(SeriesPoint::getCount)
                            .filter(Objects::nonNull)
                            .mapToLong(Long::longValue)
                            .max()
                            .orElse(0)));
        }
    }

    private static void windows(List<JudgedWindow> windows, PrintWriter out) {
        if (windows.isEmpty()) {
            return;
        }
        Table table = new Table("DAYS", "OBSERVED", "EXPECTED", "SD", "-LOG10 P");
        windows.forEach(window -> table.row(
                window.days(),
                window.observed(),
                Text.decimal(window.expected()),
                Text.decimal(Math.sqrt(window.variance())),
                Text.decimal(window.surprise())));
        table.print(out, "");
        out.println();
    }

    /** The first few of each dimension. */
    private static void contributors(List<Contributor> contributors, PrintWriter out) {
        if (contributors.isEmpty()) {
            return;
        }
        Table table = new Table("OF THE RISE", "BEFORE", "OBSERVED", "EXPECTED", "IN");
        contributors.stream()
                .collect(Collectors.groupingBy(Contributor::getDimension, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(ofDimension -> ofDimension.stream()
                        .limit(MOST)
                        .forEach(part -> table.row(
                                percent(part.getShare()),
                                percent(part.getShareBefore()),
                                part.getObserved(),
                                Text.decimal(part.getExpected()),
                                part.getDimension() + " "
                                        + Objects.requireNonNullElse(part.getLabel(), part.getValue()))));
        table.print(out, "");
        out.println();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
