package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.Contributor;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final int MOST = 5;

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
        contributors.removeIf(contributor -> contributor.getShare() <= 0);
        contributors.sort(Comparator.comparingDouble(Contributor::getShare)
                .reversed()
                .thenComparing(Contributor::getDimension)
                .thenComparing(Contributor::getValue));
        return new Contributors(List.copyOf(contributors.subList(0, Math.min(MOST, contributors.size()))));
    }

    private static Map<String, JudgedSeries> versionsOf(Finding finding, DriverBook book) {
        Map<String, JudgedSeries> versions = new TreeMap<>();
        book.days(finding.days().firstDay(), finding.days().lastDay())
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
        int from = incident.expectation().learnedFrom();
        int to = incident.expectation().learnedTo();
        double mean = (double) part.sum(days, from, to) / Math.max(1, days.observed(from, to));
        long observed = part.sum(days, incident.start(), incident.end());
        double expected = mean * days.observed(incident.start(), incident.end());
        double share = Math.clamp((observed - expected) / Math.max(1, finding.excess()), 0.0, 1.0);
        return new Contributor(dimension, value, label, observed, expected, share);
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
}
