package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.output.Json;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an installation knows of failures.
 *
 * @param alerts latest states, the newest first
 * @param cabs the newest first
 */
record Fleet(List<Failure> failures, List<RegressionAlert> alerts, List<Cab> cabs) {

    /** Reads what there is of these failures. */
    static Fleet read(Records records, Set<String> hashes) {
        return new Fleet(
                records.latestValues(Topics.FAILURES).stream()
                        .filter(failure -> hashes.contains(failure.getFailureHash()))
                        .toList(),
                records.latestValues(Topics.ALERTS).stream()
                        .filter(alert -> hashes.stream().anyMatch(hash -> isAbout(alert, hash)))
                        .sorted(Comparator.comparing(RegressionAlert::getStartDate)
                                .reversed()
                                .thenComparing(RegressionAlert::getAlertId))
                        .toList(),
                records.latestValues(Topics.CABS).stream()
                        .filter(cab -> hashes.contains(cab.getFailureHash()))
                        .sorted(Comparator.comparing(Cab::getCollectedAt)
                                .reversed()
                                .thenComparing(Cab::getCabIdHash))
                        .toList());
    }

    /** What of it is about one failure. */
    Fleet of(String hash) {
        return new Fleet(
                failures.stream()
                        .filter(failure -> hash.equals(failure.getFailureHash()))
                        .toList(),
                alerts.stream().filter(alert -> isAbout(alert, hash)).toList(),
                cabs.stream().filter(cab -> hash.equals(cab.getFailureHash())).toList());
    }

    /** The failure, where it is one's. */
    Optional<Failure> failure() {
        return failures.stream().findFirst();
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("failure", Json.of(failure().orElse(null)));
        json.set("alerts", Json.of(alerts));
        json.set("cabs", Json.of(cabs));
        return json;
    }

    private static boolean isAbout(RegressionAlert alert, String hash) {
        return hash.equals(alert.getFailureHash()) || alert.getMembers().contains(hash);
    }
}
