package dev.stopcode.streams.detect;

import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.RegressionAlert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one finding of what belongs together: a rise of the driver that a failure explains is that failure's, and many
 * failures that rise on the same days are the driver's.
 */
final class Gathering {

    /** From this share of the driver's excess on, failures explain its rise. */
    private static final double EXPLAINED = 0.5;

    /** So many failures that rise together are one incident. */
    private static final int MANY = 4;

    /** Incidents that begin so many days apart are not the same. */
    private static final int TOGETHER_DAYS = 3;

    private final SeriesJudge judge;
    private final Case driver;
    private final List<Finding> ofFailures;
    private final List<Finding> ofDriver;
    private final List<Finding> gathered = new ArrayList<>();

    /**
     * @param ofFailures findings on single failures
     * @param ofDriver findings on the driver as a whole
     */
    Gathering(SeriesJudge judge, Case driver, Collection<Finding> ofFailures, Collection<Finding> ofDriver) {
        this.judge = judge;
        this.driver = driver;
        this.ofFailures = new ArrayList<>(ofFailures);
        this.ofDriver = new ArrayList<>(ofDriver);
    }

    /** The findings of which none is part of another, in no particular order. */
    List<Finding> gather() {
        driver.alerts().gatherings().forEach(this::goOn);
        List.copyOf(ofDriver).forEach(this::gatherWithin);
        for (int start = 0; start < driver.days().length() && ofFailures.size() >= MANY; start++) {
            gatherFrom(start);
        }
        List<Finding> findings = new ArrayList<>(ofFailures);
        findings.addAll(gathered);
        ofDriver.stream().filter(whole -> !isExplained(whole)).forEach(findings::add);
        return findings;
    }

    /** Gathers what an alert has gathered before. */
    private void goOn(RegressionAlert known) {
        int start = (int) (known.getStartDate().toEpochDay() - driver.days().firstDay());
        List<Finding> members = ofFailures.stream()
                .filter(finding -> known.getMembers().contains(finding.failureHash()))
                .filter(finding -> finding.incident().end() >= start)
                .toList();
        if (!members.isEmpty()) {
            gather(members);
        }
    }

    /** Gathers the failures that rise while the driver does, unless it is one of them that makes it rise. */
    private void gatherWithin(Finding whole) {
        List<Finding> members = within(whole).toList();
        boolean isOfOne = members.stream().anyMatch(finding -> finding.excess() >= EXPLAINED * whole.excess());
        if (members.size() >= MANY && !isOfOne) {
            gather(members);
        }
    }

    /** Gathers the failures that begin to rise from a day on. */
    private void gatherFrom(int start) {
        List<Finding> members = ofFailures.stream()
                .filter(finding -> finding.incident().start() >= start)
                .filter(finding -> finding.incident().start() < start + TOGETHER_DAYS)
                .toList();
        if (members.size() >= MANY) {
            gather(members);
        }
    }

    private Stream<Finding> within(Finding whole) {
        return ofFailures.stream().filter(finding -> finding.incident().overlaps(whole.incident()));
    }

    private boolean isExplained(Finding whole) {
        double explained = within(whole).mapToDouble(Finding::excess).sum();
        return explained >= EXPLAINED * whole.excess();
    }

    /**
     * Replaces findings by one on the driver as a whole, though that may not stand out. A failure that goes on when the driver's
     * rise is over is told alone from then on.
     */
    private void gather(List<Finding> together) {
        Finding whole = ofDriver.stream()
                .filter(finding ->
                        together.stream().anyMatch(member -> member.incident().overlaps(finding.incident())))
                .findFirst()
                .orElseGet(() -> judge.describe(driver, DriverBook.ALL, first(together, false)));
        List<Finding> members = together.stream()
                .filter(member ->
                        whole.incident().isOpen() || !member.incident().isOpen())
                .toList();
        if (members.isEmpty()) {
            return;
        }
        boolean isNew = members.stream().allMatch(finding -> finding.kind() == AlertKind.NEW_FAILURE);
        ofFailures.removeAll(members);
        ofDriver.remove(whole);
        gathered.add(whole.gathering(
                isNew ? AlertKind.NEW_FAILURE : whole.kind(),
                first(members, true),
                members.stream().map(Finding::failureHash).collect(Collectors.toCollection(TreeSet::new))));
    }

    /** The first day on which one of the findings began, or was raised. */
    private static int first(List<Finding> members, boolean begun) {
        return members.stream()
                .mapToInt(finding ->
                        begun ? finding.incident().start() : finding.incident().raised())
                .min()
                .orElseThrow();
    }
}
