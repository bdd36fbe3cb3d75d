package dev.stopcode.sandbox.score;

import dev.stopcode.sandbox.score.Outcome.Verdict;
import dev.stopcode.sandbox.world.Planted;
import dev.stopcode.schemas.RegressionAlert;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The alerts that were raised on a world, held against what was planted in it. An alert tells of what was planted if both
 * are about the same driver, share a day, and are about the same failure; an alert on the driver as a whole is about all
 * of its failures, or about its members if it has any. An alert that was merged into another counts only for the day on
 * which it was raised.
 *
 * @param outcomes one for each thing that was planted, in the order in which they were given
 * @param falseAlarms the newest states of the alerts that tell of nothing that was planted
 * @param withdrawn how many alerts were withdrawn; they tell of nothing and are no false alarms
 */
public record Score(List<Outcome> outcomes, List<RegressionAlert> falseAlarms, int withdrawn) {

    public Score {
        outcomes = List.copyOf(outcomes);
        falseAlarms = List.copyOf(falseAlarms);
    }

    /** Days that were harvested, from the first to the last. */
    public record Harvest(LocalDate first, LocalDate last) {

        private boolean shows(Planted planted) {
            return planted.overlaps(first, last)
                    && (planted.isTrap() || !planted.startDate().isBefore(first));
        }
    }

    /**
     * Holds alerts against what was planted.
     *
     * @param states states of alerts; those of one alert in the order in which they were reached
     */
    public static Score of(Collection<? extends Planted> planted, Harvest harvest, Collection<RegressionAlert> states) {
        Map<String, List<RegressionAlert>> byAlert = new LinkedHashMap<>();
        states.forEach(state -> byAlert.computeIfAbsent(state.getAlertId(), unseen -> new ArrayList<>())
                .add(state));
        List<AlertHistory> all =
                byAlert.values().stream().map(AlertHistory::new).toList();
        List<AlertHistory> raised =
                all.stream().filter(alert -> !alert.isWithdrawn()).toList();
        return new Score(
                planted.stream().map(each -> outcome(each, harvest, raised)).toList(),
                raised.stream()
                        .filter(alert -> !alert.isMerged() && planted.stream().noneMatch(alert::isAbout))
                        .map(AlertHistory::newest)
                        .toList(),
                all.size() - raised.size());
    }

    private static Outcome outcome(Planted planted, Harvest harvest, List<AlertHistory> raised) {
        List<AlertHistory> about =
                raised.stream().filter(alert -> alert.isAbout(planted)).toList();
        List<RegressionAlert> alerts = about.stream()
                .filter(alert -> !alert.isMerged())
                .sorted(Comparator.comparing(alert -> alert.alertedDate(planted).orElseThrow()))
                .map(AlertHistory::newest)
                .toList();
        if (!alerts.isEmpty()) {
            LocalDate alerted = about.stream()
                    .flatMap(alert -> alert.alertedDate(planted).stream())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            return new Outcome(planted, planted.isTrap() ? Verdict.ALERTED : Verdict.HIT, alerts, alerted);
        }
        Verdict silent = planted.isTrap() ? Verdict.QUIET : Verdict.MISS;
        return new Outcome(planted, harvest.shows(planted) ? silent : Verdict.NOT_HARVESTED, List.of(), null);
    }

    /** The outcomes of what is to be found. */
    public List<Outcome> regressions() {
        return outcomes.stream().filter(outcome -> !outcome.planted().isTrap()).toList();
    }

    /** The outcomes of what is to be left alone. */
    public List<Outcome> traps() {
        return outcomes.stream().filter(outcome -> outcome.planted().isTrap()).toList();
    }

    /** How many outcomes have a verdict. */
    public int count(Verdict verdict) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.verdict() == verdict)
                .count();
    }

    /** Share of the harvested regressions that were found, 0 to 1; empty if none was harvested. */
    public OptionalDouble foundShare() {
        int hits = count(Verdict.HIT);
        int harvested = hits + count(Verdict.MISS);
        return harvested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / harvested);
    }

    /** Median of the hits' delays; empty if there is none. */
    public OptionalDouble medianDelayDays() {
        long[] delays = outcomes.stream()
                .flatMapToLong(outcome -> outcome.delayDays().stream())
                .sorted()
                .toArray();
        int middle = delays.length / 2;
        return delays.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        delays.length % 2 == 1 ? delays[middle] : (delays[middle - 1] + delays[middle]) / 2.0);
    }

    /** How many hits have the right kind. */
    public int namedRight() {
        return (int) outcomes.stream().filter(Outcome::isNamedRight).count();
    }

    /** How many alerts tell again of a regression that another one told of. */
    public int repeated() {
        return regressions().stream()
                .mapToInt(outcome -> Math.max(0, outcome.alerts().size() - 1))
                .sum();
    }
}
