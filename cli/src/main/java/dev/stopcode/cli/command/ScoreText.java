package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.AlertLine;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.sandbox.score.Outcome;
import dev.stopcode.sandbox.score.Outcome.Verdict;
import dev.stopcode.sandbox.score.Score;
import dev.stopcode.sandbox.world.Planted;
import dev.stopcode.schemas.RegressionAlert;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A score for people and for programs. */
record ScoreText(Score score, Score.Harvest harvest) {

    void print(PrintWriter out) {
        Table table = new Table(
                "SINCE", "PLANTED", "TRAP", "DRIVER", "FAILURE", "RESULT", "ALERT", "KIND", "ALERTED", "DELAY");
        score.outcomes().forEach(outcome -> row(table, outcome));
        score.falseAlarms().forEach(alert -> row(table, alert));
        table.print(out, "Nothing was planted, and nothing was raised.");
        out.println();
        lines().forEach(out::println);
        out.flush();
    }

    private static void row(Table table, Outcome outcome) {
        Planted planted = outcome.planted();
        RegressionAlert alert =
                outcome.alerts().isEmpty() ? null : outcome.alerts().getFirst();
        table.row(
                planted.startDate(),
                planted.kind(),
                planted.isTrap() ? "yes" : "no",
                planted.driver(),
                planted.failureName(),
                words(outcome.verdict()),
                alert == null ? null : AlertLine.shortId(alert),
                alert == null ? null : alert.getKind(),
                outcome.alertedDate(),
                delay(outcome));
    }

    private static void row(Table table, RegressionAlert alert) {
        table.row(
                alert.getStartDate(),
                null,
                null,
                alert.getDriverName(),
                AlertLine.failure(alert),
                "false alarm",
                AlertLine.shortId(alert),
                alert.getKind(),
                null,
                null);
    }

    private List<String> lines() {
        int hits = score.count(Verdict.HIT);
        return List.of(
                "Harvested from " + harvest.first() + " to " + harvest.last() + ".",
                String.format(
                        Locale.ROOT,
                        "Regressions: %d hit, %d missed, %d not harvested; %s found, median delay %s, %d of %d named right.",
                        hits,
                        score.count(Verdict.MISS),
                        notHarvested(score.regressions()),
                        percent(score.foundShare()),
                        days(score.medianDelayDays()),
                        score.namedRight(),
                        hits),
                String.format(
                        Locale.ROOT,
                        "Traps: %d quiet, %d alerted, %d not harvested.",
                        score.count(Verdict.QUIET),
                        score.count(Verdict.ALERTED),
                        notHarvested(score.traps())),
                String.format(
                        Locale.ROOT,
                        "Besides: %s, %s withdrawn, %s of what another tells.",
                        Text.count(score.falseAlarms().size(), "false alarm"),
                        Text.count(score.withdrawn(), "alert"),
                        Text.count(score.repeated(), "alert")));
    }

    /** One object: the harvested days, an array each of regressions, traps and false alarms, and the totals. */
    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("firstDay", harvest.first().toString())
                .put("lastDay", harvest.last().toString());
        ArrayNode regressions = json.putArray("regressions");
        score.regressions().forEach(outcome -> regressions.add(json(outcome)));
        ArrayNode traps = json.putArray("traps");
        score.traps().forEach(outcome -> traps.add(json(outcome)));
        ArrayNode falseAlarms = json.putArray("falseAlarms");
        score.falseAlarms().forEach(alert -> falseAlarms.add(json(alert)));
        json.putObject("totals")
                .put("hits", score.count(Verdict.HIT))
                .put("misses", score.count(Verdict.MISS))
                .put("notHarvested", notHarvested(score.regressions()))
                .put("foundShare", boxed(score.foundShare()))
                .put("medianDelayDays", boxed(score.medianDelayDays()))
                .put("namedRight", score.namedRight())
                .put("trapsQuiet", score.count(Verdict.QUIET))
                .put("trapsAlerted", score.count(Verdict.ALERTED))
                .put("trapsNotHarvested", notHarvested(score.traps()))
                .put("falseAlarms", score.falseAlarms().size())
                .put("withdrawn", score.withdrawn())
                .put("repeated", score.repeated());
        return json;
    }

    private static ObjectNode json(Outcome outcome) {
        ObjectNode json = TruthCommand.json(outcome.planted())
                .put("verdict", outcome.verdict().name());
        ArrayNode alerts = json.putArray("alerts");
        outcome.alerts().forEach(alert -> alerts.add(json(alert)));
        json.put(
                "alertedDate",
                outcome.alertedDate() == null ? null : outcome.alertedDate().toString());
        return json.put("delayDays", delay(outcome));
    }

    private static ObjectNode json(RegressionAlert alert) {
        return Json.object()
                .put("alertId", alert.getAlertId())
                .put("kind", alert.getKind().name())
                .put("status", alert.getStatus().name())
                .put("driver", alert.getDriverName())
                .put("version", alert.getDriverVersion())
                .put("failureHash", alert.getFailureHash())
                .put("failureName", alert.getFailureName())
                .put("startDate", alert.getStartDate().toString())
                .put("endDate", alert.getEndDate().toString());
    }

    private static @Nullable Long delay(Outcome outcome) {
        return outcome.delayDays().isPresent() ? outcome.delayDays().getAsLong() : null;
    }

    private static @Nullable Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static long notHarvested(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.NOT_HARVESTED)
                .count();
    }

    private static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? Math.round(100 * share.getAsDouble()) + " %" : "none";
    }

    private static String days(OptionalDouble days) {
        return days.isPresent() ? Text.decimal(days.getAsDouble()) + " days" : "unknown";
    }
}
