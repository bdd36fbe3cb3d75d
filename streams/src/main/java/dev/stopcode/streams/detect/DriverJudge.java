package dev.stopcode.streams.detect;

import dev.stopcode.schemas.AlertKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Judges a driver: its failures one by one, then the driver as a whole, where a rise that failures explain is not
 * raised a second time.
 */
final class DriverJudge {

    /** An incident is a spike when this many of its days carry this share of its excess. */
    private static final int SPIKE_DAYS = 2;

    private static final double SPIKE_SHARE = 0.75;

    /** A failure that was silent for this long has resurfaced. */
    private static final int SILENCE_DAYS = 28;

    /** From this share of the driver's excess on, failures explain its rise. */
    private static final double EXPLAINED = 0.5;

    private final StepRule rule;

    DriverJudge(StepRule rule) {
        this.rule = rule;
    }

    /** What is found in a driver's series, and the judgement of the driver as a whole. */
    record Result(List<Finding> findings, Judgement whole) {}

    Result judge(DriverSeries series, int settled) {
        List<Finding> findings = new ArrayList<>();
        for (int failure = 0; failure < series.failures().size(); failure++) {
            long[] counts = series.failures().get(failure);
            if (rule.mayRaise(counts)) {
                Judgement judgement = rule.judge(counts, settled);
                for (Incident incident : judgement.incidents()) {
                    findings.add(new Finding(failure, kind(counts, incident), incident, counts, judgement));
                }
            }
        }
        Judgement whole = rule.judge(series.total(), settled);
        List<Finding> ofFailures = List.copyOf(findings);
        for (Incident incident : whole.incidents()) {
            Finding finding = new Finding(
                    DriverBook.WHOLE_DRIVER, spikeOrShift(series.total(), incident), incident, series.total(), whole);
            if (!explained(finding, ofFailures)) {
                findings.add(finding);
            }
        }
        findings.sort(
                Comparator.comparingInt((Finding finding) -> finding.incident().start()));
        return new Result(findings, whole);
    }

    private static boolean explained(Finding whole, List<Finding> ofFailures) {
        double explained = ofFailures.stream()
                .filter(finding -> finding.incident().overlaps(whole.incident()))
                .mapToDouble(Finding::excess)
                .sum();
        return explained >= EXPLAINED * whole.excess();
    }

    private static AlertKind kind(long[] counts, Incident incident) {
        int before = incident.start() - 1;
        if (DriverSeries.sum(counts, 0, before) == 0) {
            return AlertKind.NEW_FAILURE;
        }
        if (DriverSeries.sum(counts, before - SILENCE_DAYS + 1, before) == 0) {
            return AlertKind.RESURFACED;
        }
        return spikeOrShift(counts, incident);
    }

    private static AlertKind spikeOrShift(long[] counts, Incident incident) {
        double[] excess = Arrays.stream(counts, incident.start(), incident.end() + 1)
                .mapToDouble(count -> Math.max(0, count - incident.mean()))
                .sorted()
                .toArray();
        double highest = Arrays.stream(excess, Math.max(0, excess.length - SPIKE_DAYS), excess.length)
                .sum();
        return highest >= SPIKE_SHARE * Arrays.stream(excess).sum() ? AlertKind.SPIKE : AlertKind.SHIFT;
    }
}
