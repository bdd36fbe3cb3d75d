package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.Contributor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a finding's series by their share of its rise.
 *
 * @param list those that rose, the largest share first
 */
record Contributors(List<Contributor> list) {

    static final String VERSION = "driverVersion";
    static final String FAILURE = "failureHash";

    /** A version with at least this share of the rise is named as its carrier. */
    private static final double CARRIER = 0.6;

    /** By so much a value's share of the rise exceeds the one that it had before, if the rise is its own. */
    private static final double OWN = 0.3;

    /** So many of each dimension are named. */
    private static final int MOST = 5;

    private static final int BASELINE_DAYS = 28;

    /** The versions of a failure's rise; the failures and versions of a whole driver's. */
    static Contributors of(Finding finding, DriverBook book) {
        List<Contributor> contributors = new ArrayList<>();
        if (finding.failure() == DriverBook.ALL) {
            for (int number = 0; number < book.versionCounts().size(); number++) {
                contributors.add(contributor(
                        finding,
                        VERSION,
                        book.version(number),
                        null,
                        book.versionCounts().get(number)));
            }
            for (int number = 0; number < book.failureCounts().size(); number++) {
                contributors.add(contributor(
                        finding,
                        FAILURE,
                        book.failure(number).getHash(),
                        book.failure(number).getName(),
                        book.failureCounts().get(number)));
            }
        } else {
            versionsOf(finding, book)
                    .forEach((version, series) ->
                            contributors.add(contributor(finding, VERSION, version, null, series)));
        }
        return most(contributors);
    }

    /** The same, and the values of the dimensions that rows were broken down by. */
    Contributors with(Finding finding, Breakdown breakdown) {
        List<Contributor> all = new ArrayList<>(list);
        breakdown.forEach((dimension, value, part) -> all.add(contributor(finding, dimension, value, null, part)));
        return most(all);
    }

    private static Contributors most(List<Contributor> all) {
        Map<String, Integer> ofDimension = new HashMap<>();
        return new Contributors(all.stream()
                .filter(contributor -> contributor.getShare() > 0)
                .sorted(Comparator.comparingDouble(Contributor::getShare)
                        .reversed()
                        .thenComparing(Contributor::getDimension)
                        .thenComparing(Contributor::getValue))
                .filter(contributor -> ofDimension.merge(contributor.getDimension(), 1, Integer::sum) <= MOST)
                .toList());
    }

    /** Parts are compared with the newest days of what the finding's expectation was learned from. */
    static int baselineFrom(Finding finding) {
        Expectation expectation = finding.incident().expectation();
        return Math.max(expectation.learnedFrom(), expectation.learnedTo() - BASELINE_DAYS + 1);
    }

    private static Map<String, JudgedSeries> versionsOf(Finding finding, DriverBook book) {
        Map<String, JudgedSeries> versions = new TreeMap<>();
        int firstDay = finding.days().firstDay();
        book.days(
                        firstDay + baselineFrom(finding),
                        firstDay + finding.incident().end())
                .forEach((day, counts) -> counts.forEachCell((version, failure, n) -> {
                    if (failure == finding.failure()) {
                        versions.computeIfAbsent(book.version(version), v -> new JudgedSeries())
                                .add(day, n);
                    }
                }));
        return versions;
    }

    /** What a part of the finding's series did, by its mean in the days of the baseline. */
    private static Contributor contributor(
            Finding finding, String dimension, String value, @Nullable String label, JudgedSeries part) {
        Incident incident = finding.incident();
        DriverDays days = finding.days();
        int from = baselineFrom(finding);
        int to = incident.expectation().learnedTo();
        long before = part.sum(days, from, to);
        double mean = (double) before / Math.max(1, days.observed(from, to));
        long observed = part.sum(days, incident.start(), incident.end());
        double expected = mean * days.observed(incident.start(), incident.end());
        double share = Math.clamp((observed - expected) / Math.max(1, finding.excess()), 0.0, 1.0);
        double shareBefore = Math.clamp((double) before / Math.max(1, sum(finding.counts(), from, to)), 0.0, 1.0);
        return new Contributor(dimension, value, label, observed, expected, share, shareBefore);
    }

    private static long sum(long[] counts, int from, int to) {
        long sum = 0;
        for (int day = from; day <= to; day++) {
            sum += Math.max(0, counts[day]);
        }
        return sum;
    }

    /** The version that carries the finding, null if none does. */
    @Nullable
    String carrier() {
        return list.stream()
                .filter(part -> part.getDimension().equals(VERSION) && part.getShare() >= CARRIER)
                .map(Contributor::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The market, Windows version or model that the rise keeps to, unlike the failures before; null if there is none. */
    @Nullable
    Contributor confinedTo() {
        return list.stream()
                .filter(part -> !part.getDimension().equals(VERSION)
                        && !part.getDimension().equals(FAILURE)
                        && part.getShare() >= CARRIER
                        && part.getShare() >= part.getShareBefore() + OWN)
                .findFirst()
                .orElse(null);
    }
}
