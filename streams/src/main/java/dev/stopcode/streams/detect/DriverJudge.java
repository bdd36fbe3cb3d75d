package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.Incident;
import dev.stopcode.detection.series.IncidentTracker;
import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges a driver: its failures one by one, and the driver as a whole. What belongs together is one finding: a rise of the
 * driver that a failure explains is that failure's, and many failures that rise on the same days are the driver's.
 */
final class DriverJudge {

    /** Newest days whose incidents are looked for; none lasts longer. */
    static final int JUDGED_DAYS = 60;

    /** From this share of the driver's excess on, failures explain its rise. */
    private static final double EXPLAINED = 0.5;

    /** So many failures that rise together are one incident. */
    private static final int MANY = 4;

    /** A standing alert is borne out by a score that is lower by so much: a p-value ten times as high. */
    static final double HYSTERESIS = 1;

    /** A failure that occurred in so many newest days counts as one of many. */
    private static final int ACTIVE_DAYS = 28;

    /** Incidents that begin so many days apart are not the same. */
    private static final int TOGETHER_DAYS = 3;

    /** A rise that less than this share of new devices goes with, and no more than chance brings, is one device's. */
    private static final double ONE_DEVICE = 0.1;

    /** What a release carries and begins so many days after it at most was brought by it. */
    private static final int BROUGHT_DAYS = 7;

    /** So many days of a driver are enough for any window to have a baseline. */
    private static final int FEWEST_DAYS = 42;

    private final SeriesDetector detector = new SeriesDetector();
    private final IncidentTracker tracker = new IncidentTracker();
    private final double threshold;

    /** @param threshold score from which a day of a series is raised that is judged alone */
    DriverJudge(double threshold) {
        this.threshold = threshold;
    }

    /** Score from which a day of the driver as a whole is raised. */
    double threshold() {
        return threshold;
    }

    /**
     * Score from which a day of one of many failures is raised. Each is a chance of a false alarm: the threshold makes up for
     * half of their number's decimal digits, so that of a hundred times as many failures come ten times as many.
     */
    private double threshold(DriverBook book, DriverDays days) {
        int first = days.lastDay() - ACTIVE_DAYS + 1;
        long active = book.failureCounts().stream()
                .filter(series -> series.isActive(first, days.lastDay()))
                .count();
        return threshold + Math.log10((double) Math.max(1, active)) / 2;
    }

    /** What lets expect the count of a day alone, null while too little is known. */
    @Nullable
    Expectation expectation(long[] counts, int day) {
        return detector.expectation(counts, day);
    }

    /**
     * What is found in a driver's days, in order of time.
     *
     * @param counting sources that the counts come from
     * @param releases what is known of the driver's releases
     */
    List<Finding> judge(
            DriverBook book, DriverDays days, AlertBook alerts, List<String> counting, List<ReleaseEvidence> releases) {
        int from = Math.max(0, days.length() - JUDGED_DAYS);
        List<Finding> findings = new ArrayList<>();
        double ofFailures = threshold(book, days);
        for (int failure = 0; failure < book.failureCounts().size(); failure++) {
            findings.addAll(track(book, failure, days, from, ofFailures, alerts));
        }
        List<Finding> wholes = new ArrayList<>(track(book, DriverBook.ALL, days, from, threshold, alerts));
        if (book.knowsDevices(counting)) {
            findings.removeIf(finding -> isOneDevice(finding, book));
            wholes.removeIf(finding -> isOneDevice(finding, book));
        }
        gather(book, days, alerts, findings, wholes);
        wholes.stream().filter(whole -> !isExplained(whole, findings)).forEach(findings::add);
        attribute(releases, book, days, findings);
        findings.sort(Comparator.comparingInt(
                        (Finding finding) -> finding.incident().start())
                .thenComparing(finding -> Objects.toString(hash(book, finding.failure()), "")));
        return findings;
    }

    static @Nullable String hash(DriverBook book, int failure) {
        return failure == DriverBook.ALL ? null : book.failure(failure).getHash();
    }

    /**
     * The incidents of a series. One that has an alert is borne out by less than it takes to raise it: restatements and
     * other failures move scores a little to and fro.
     */
    private List<Finding> track(
            DriverBook book, int failure, DriverDays days, int from, double raising, AlertBook alerts) {
        JudgedSeries series = book.series(failure);
        int firstScored = days.firstDay() + Math.max(0, from - SeriesDetector.MEMORY_DAYS);
        double highest = series.judge(detector, days, firstScored);
        List<RegressionAlert> known = alerts.standing(hash(book, failure)).toList();
        double least = known.stream()
                .mapToDouble(alert -> alert.getThreshold() - HYSTERESIS)
                .reduce(raising, Math::min);
        if (highest < least) {
            return List.of();
        }
        long[] counts = series.counts(days);
        return tracker.track(scored(series, counts, days), from, least, closed(book, failure, days, alerts)).stream()
                .map(incident -> finding(failure, incident, counts, days, raising))
                .flatMap(finding -> known.stream()
                        .filter(finding::touches)
                        .findFirst()
                        .map(alert -> finding.raisedBy(alert.getThreshold()))
                        .or(() -> Optional.of(finding).filter(Finding::isRaised))
                        .stream())
                .toList();
    }

    private static IncidentTracker.Scored scored(JudgedSeries series, long[] counts, DriverDays days) {
        return new IncidentTracker.Scored(counts, days.completeness(), series.scores(days), days.settled());
    }

    private static BitSet closed(DriverBook book, int failure, DriverDays days, AlertBook alerts) {
        BitSet closed = new BitSet(days.length());
        alerts.resolvedDays(hash(book, failure))
                .map(day -> (int) (day.toEpochDay() - days.firstDay()))
                .filter(index -> index >= 0 && index < days.length())
                .forEach(closed::set);
        return closed;
    }

    private static Finding finding(int failure, Incident incident, long[] counts, DriverDays days, double threshold) {
        AlertKind kind = switch (incident.kind()) {
            case NEW -> failure == DriverBook.ALL ? AlertKind.SHIFT : AlertKind.NEW_FAILURE;
            case RESURFACED -> AlertKind.RESURFACED;
            case SPIKE -> AlertKind.SPIKE;
            case STEP, RAMP -> AlertKind.SHIFT;
        };
        return new Finding(failure, kind, incident, counts, days, threshold, Finding.SERIES, Set.of(), null);
    }

    private static boolean isExplained(Finding whole, List<Finding> findings) {
        double explained = findings.stream()
                .filter(finding -> finding.failure() != DriverBook.ALL)
                .filter(finding -> finding.incident().overlaps(whole.incident()))
                .mapToDouble(Finding::excess)
                .sum();
        return explained >= EXPLAINED * whole.excess();
    }

    /** Makes one finding of many failures that rise together. */
    private void gather(
            DriverBook book, DriverDays days, AlertBook alerts, List<Finding> findings, List<Finding> wholes) {
        for (RegressionAlert known : alerts.gatherings().toList()) {
            int start = (int) (known.getStartDate().toEpochDay() - days.firstDay());
            List<Finding> members = findings.stream()
                    .filter(finding -> known.getMembers().contains(hash(book, finding.failure())))
                    .filter(finding -> finding.incident().end() >= start)
                    .toList();
            if (!members.isEmpty()) {
                gather(book, days, alerts, findings, wholes, members);
            }
        }
        for (Finding whole : List.copyOf(wholes)) {
            List<Finding> members = findings.stream()
                    .filter(finding -> finding.failure() != DriverBook.ALL)
                    .filter(finding -> finding.incident().overlaps(whole.incident()))
                    .toList();
            boolean isOfOne = members.stream().anyMatch(finding -> finding.excess() >= EXPLAINED * whole.excess());
            if (members.size() >= MANY && !isOfOne) {
                gather(book, days, alerts, findings, wholes, members);
            }
        }
        for (int start = 0; start < days.length() && findings.size() >= MANY; start++) {
            int first = start;
            List<Finding> members = findings.stream()
                    .filter(finding -> finding.failure() != DriverBook.ALL)
                    .filter(finding -> finding.incident().start() >= first)
                    .filter(finding -> finding.incident().start() < first + TOGETHER_DAYS)
                    .toList();
            if (members.size() >= MANY) {
                gather(book, days, alerts, findings, wholes, members);
            }
        }
    }

    /** Replaces findings by one on the driver as a whole. */
    private void gather(
            DriverBook book,
            DriverDays days,
            AlertBook alerts,
            List<Finding> findings,
            List<Finding> wholes,
            List<Finding> members) {
        boolean isNew = members.stream().allMatch(finding -> finding.kind() == AlertKind.NEW_FAILURE);
        Finding whole = wholes.stream()
                .filter(finding ->
                        members.stream().anyMatch(member -> member.incident().overlaps(finding.incident())))
                .findFirst()
                .orElseGet(() -> describe(book, days, alerts, members));
        int start = members.stream()
                .mapToInt(finding -> finding.incident().start())
                .min()
                .orElseThrow();
        findings.removeAll(members);
        wholes.remove(whole);
        findings.add(whole.gathering(
                isNew ? AlertKind.NEW_FAILURE : whole.kind(),
                start,
                members.stream().map(Finding::failure).collect(Collectors.toCollection(TreeSet::new))));
    }

    /** What the driver did while some of its failures rose, though as a whole it may not stand out. */
    private Finding describe(DriverBook book, DriverDays days, AlertBook alerts, List<Finding> members) {
        long[] counts = book.total().counts(days);
        int raised = members.stream()
                .mapToInt(finding -> finding.incident().raised())
                .min()
                .orElseThrow();
        BitSet closed = closed(book, DriverBook.ALL, days, alerts);
        return finding(
                DriverBook.ALL,
                tracker.describe(scored(book.total(), counts, days), raised, closed),
                counts,
                days,
                threshold);
    }

    /** Names the releases that brought findings; one that is worse and has none is a finding of its own. */
    private void attribute(List<ReleaseEvidence> releases, DriverBook book, DriverDays days, List<Finding> findings) {
        Map<String, ReleaseEvidence> byVersion = new HashMap<>();
        releases.forEach(release -> byVersion.put(release.getDriverVersion(), release));
        Set<String> told = new HashSet<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String version = AlertWriter.carrier(finding, book);
            ReleaseEvidence release = byVersion.get(version);
            if (version != null && release != null) {
                long age = ChronoUnit.DAYS.between(release.getFirstDate(), finding.startDate());
                told.add(version);
                if (age >= 0 && age <= BROUGHT_DAYS && isWorse(release, hash(book, finding.failure()))) {
                    findings.set(i, finding.broughtBy(release));
                }
            }
        }
        releases.stream()
                .filter(release -> !release.getWorse().isEmpty() && !told.contains(release.getDriverVersion()))
                .forEach(release -> own(release, book, days).ifPresent(findings::add));
    }

    /** Whether a failure of a release is worse than before, or any where none is named. */
    private static boolean isWorse(ReleaseEvidence release, @Nullable String failureHash) {
        return release.getWorse().stream()
                .anyMatch(failure -> failureHash == null || failureHash.equals(failure.getFailureHash()));
    }

    /** What a release did that is worse, though no series stands out for it. */
    private Optional<Finding> own(ReleaseEvidence release, DriverBook book, DriverDays days) {
        ChangedFailure worst = release.getWorse().getFirst();
        int failure =
                worst.getFailureHash() == null ? DriverBook.ALL : book.failureNumber(worst.getFailureHash());
        int firstDay = (int) (release.getFirstDate().toEpochDay() - days.firstDay());
        int since = (int) (worst.getSince().toEpochDay() - days.firstDay());
        if (firstDay < 0 || since < FEWEST_DAYS) {
            return Optional.empty();
        }
        long[] counts = book.series(failure).counts(days);
        Incident described = tracker.describe(scored(book.series(failure), counts, days), since, new BitSet());
        int last = days.length() - 1;
        int over = ReleaseWatch.over(release, days.date(last))
                .map(date -> (int) (date.toEpochDay() - days.firstDay()))
                .orElse(Incident.OPEN);
        Incident incident = new Incident(
                firstDay,
                over == Incident.OPEN ? last : over,
                since,
                over,
                false,
                described.kind(),
                described.evidence(),
                described.expectation());
        return Optional.of(
                finding(failure, incident, counts, days, worst.getThreshold()).ownOf(release));
    }

    /** Whether a rise is one device's, as far as devices are known: it tells of the device, not of the driver. */
    private static boolean isOneDevice(Finding finding, DriverBook book) {
        Incident incident = finding.incident();
        int start = finding.days().firstDay() + incident.start();
        int end = finding.days().firstDay() + incident.end();
        long during = Objects.requireNonNullElse(book.devices(DriverBook.ALL, finding.failure(), start, end), 0L);
        long usual = Objects.requireNonNullElse(
                book.devices(DriverBook.ALL, finding.failure(), start - (end - start + 1), start - 1), 0L);
        long more = during - usual;
        return more <= 1 || (more < ONE_DEVICE * finding.excess() && more <= 2 * Math.sqrt((double) usual));
    }
}
