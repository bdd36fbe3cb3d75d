package dev.stopcode.cli.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Text;
import dev.stopcode.producer.SourceProgress;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What came of a run. Rows are those of this run; all else is what the topics hold at its end.
 *
 * @param rowsRestated rows whose count changed, or that are no longer there
 * @param alerts by kind, withdrawn ones left out
 * @param alertsBackfill how many of those were history when they were harvested
 */
record Summary(
        long rowsHarvested,
        long rowsNew,
        long rowsRestated,
        long rowsDuplicate,
        long deadLetters,
        Map<String, Integer> alerts,
        int alertsBackfill,
        int alertsWithdrawn,
        int cabsRequested,
        int cabsStored) {

    static Summary of(Pipeline pipeline, Records records) {
        Map<String, Integer> kinds = new TreeMap<>();
        int backfill = 0;
        int withdrawn = 0;
        for (RegressionAlert alert : records.latestValues(Topics.ALERTS)) {
            if (alert.getStatus() == AlertStatus.WITHDRAWN) {
                withdrawn++;
            } else {
                kinds.merge(alert.getKind().name(), 1, Integer::sum);
                backfill += alert.getBackfill() ? 1 : 0;
            }
        }
        List<Cab> cabs = records.latestValues(Topics.CABS);
        return new Summary(
                pipeline.harvest().sources().stream()
                        .mapToLong(SourceProgress::rows)
                        .sum(),
                pipeline.rows("new"),
                pipeline.rows("restated") + pipeline.rows("vanished"),
                pipeline.rows("duplicate"),
                count(records),
                kinds,
                backfill,
                withdrawn,
                requested(records),
                (int) cabs.stream()
                        .filter(cab -> cab.getStatus() == CabStatus.STORED)
                        .count());
    }

    private static long count(Records records) {
        long[] count = {0};
        records.read(Topics.DEAD_LETTERS, record -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    private static int requested(Records records) {
        Set<String> ids = new HashSet<>();
        records.read(Topics.CAB_REQUESTS, record -> {
            if (record.value() instanceof CabRequest request) {
                ids.add(request.getCabIdHash());
            }
            return true;
        });
        return ids.size();
    }

    ObjectNode toJson(StageTimes times) {
        ObjectNode json = Json.object();
        json.put("rowsHarvested", rowsHarvested);
        json.put("rowsNew", rowsNew);
        json.put("rowsRestated", rowsRestated);
        json.put("rowsDuplicate", rowsDuplicate);
        json.put("deadLetters", deadLetters);
        json.set("alerts", Json.of(alerts));
        json.put("alertsBackfill", alertsBackfill);
        json.put("alertsWithdrawn", alertsWithdrawn);
        json.put("cabsRequested", cabsRequested);
        json.put("cabsStored", cabsStored);
        json.set("seconds", times.toJson());
        return json;
    }

    /**
     * For people.
     *
     * @param data the directory that the run uses: the commands that the lines name read it
     */
    List<String> toLines(String cabsDir, Path data) {
        List<String> lines = new ArrayList<>();
        lines.add("Harvested " + Text.count(rowsHarvested, "row") + ": " + Text.number(rowsNew) + " new, "
                + Text.number(rowsRestated) + " restated, " + Text.number(rowsDuplicate) + " known already");
        if (deadLetters > 0) {
            lines.add("Unusable: " + Text.count(deadLetters, "dead letter") + hint("topics read dead-letters", data));
        }
        lines.add("Alerts: " + sum(alerts.values()) + kinds()
                + (alertsBackfill == 0
                        ? ""
                        : "; " + alertsBackfill + " of them on history from before the first harvest"
                                + hint("alerts --all", data)));
        lines.add(
                "Dumps: " + cabsStored + " of " + cabsRequested + " requested are in " + cabsDir + hint("cabs", data));
        return lines;
    }

    private static String hint(String command, Path data) {
        return " (`stopcode " + command + (data.equals(Where.DEFAULT_DATA) ? "" : " --data " + data) + "` lists them)";
    }

    private String kinds() {
        if (alerts.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        alerts.forEach((kind, count) -> parts.add(count + " " + kind));
        return " (" + String.join(", ", parts) + ")";
    }

    private static int sum(Collection<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
