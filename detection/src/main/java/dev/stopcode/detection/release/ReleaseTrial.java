package dev.stopcode.detection.release;

import dev.stopcode.detection.release.JudgedRelease.Predecessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One release and what it is compared with, day by day from its first. */
final class ReleaseTrial {

    /** At this age the spread of a release's failures is known well enough to judge later ones by it. */
    private static final int SPREAD_KNOWN = 27;

    /** A failure that was counted this often, before or now, is one that could have been worse; there are some always. */
    private static final int LOOKED_AT = 3;

    private static final int FEWEST_LOOKED_AT = 5;

    private final Counting counting;
    private final VersionCounts release;
    private final Lineage lineage;
    private final Spread spread;
    private final Deviance deviance;
    private final Compared compared;
    private final List<FailureTally> failures;
    private final AllFailures allFailures;
    private final Exposure exposure = new Exposure();
    private final SameDays sameDays = new SameDays();
    private final SameDays otherDays = new SameDays();
    private final Map<String, List<DayScore>> more = new TreeMap<>();
    private final Map<String, List<DayScore>> less = new TreeMap<>();

    /** @param spread what earlier releases have shown, to which this one adds */
    ReleaseTrial(Counting counting, VersionCounts release, Lineage lineage, Spread spread) {
        this.counting = counting;
        this.release = release;
        this.lineage = lineage;
        this.spread = spread;
        this.deviance = new Deviance(counting.dispersion());
        this.compared = Compared.of(release, lineage);
        this.failures = tallies();
        this.allFailures = new AllFailures(deviance, compared.own(), compared.predecessors());
    }

    private List<FailureTally> tallies() {
        SortedSet<String> known = new TreeSet<>(release.failures().keySet());
        lineage.predecessors()
                .forEach(version -> known.addAll(version.failures().keySet()));
        return known.stream()
                .map(failure -> new FailureTally(
                        failure,
                        compared.own().of(failure),
                        compared.predecessors().of(failure),
                        compared.others().of(failure)))
                .toList();
    }

    JudgedRelease run(int throughDay) {
        int days = Math.min(Life.DAYS, throughDay - release.firstDay() + 1);
        for (int age = 0; age < days; age++) {
            add(age);
            boolean isSeen = compared.own().totals()[Life.HISTORY + age] > 0;
            if (exposure.total() >= FailureTest.FEWEST && (isSeen || age == SPREAD_KNOWN)) {
                judge(age, isSeen);
            }
        }
        return new JudgedRelease(
                release.name(),
                release.firstDay(),
                predecessors(),
                judged(more),
                judged(less),
                allFailures.rates(release.firstDay()));
    }

    private static List<JudgedFailure> judged(Map<String, List<DayScore>> scores) {
        List<JudgedFailure> judged = new ArrayList<>();
        scores.forEach((failure, days) -> judged.add(new JudgedFailure(failure, days)));
        return judged;
    }

    private List<Predecessor> predecessors() {
        int day = release.firstDay();
        return lineage.predecessors().stream()
                .map(version -> new Predecessor(version.name(), version.total().sum(day - Life.HISTORY, day)))
                .toList();
    }

    private void add(int age) {
        int day = Life.HISTORY + age;
        long b = compared.own().totals()[day];
        long d = compared.predecessors().totals()[day];
        long o = compared.others().totals()[day];
        exposure.add(age, b);
        sameDays.add(b, d);
        otherDays.add(b, o);
        for (FailureTally failure : failures) {
            failure.add(day, b, d, o);
        }
        allFailures.add(day);
    }

    private void judge(int age, boolean isSeen) {
        int date = release.firstDay() + age;
        long before = Life.before(compared.predecessors().totals());
        for (FailureTally failure : failures) {
            failure.expect(exposure.total(), before, sameDays);
        }
        Level level = Level.of(failures, spread.between(date));
        ReleaseSpread shown = ReleaseSpread.of(failures, level.factor());
        double variance = spread.of(date, shown) + Spread.ofDays(exposure) + level.variance();
        if (age == SPREAD_KNOWN) {
            spread.learn(date + 1, shown);
        }
        if (isSeen) {
            score(
                    date,
                    new Standing(
                            Life.HISTORY + age,
                            exposure,
                            sameDays,
                            otherDays,
                            Life.before(compared.others().totals()),
                            level,
                            variance,
                            lookedAt()));
        }
    }

    private int lookedAt() {
        long number = failures.stream()
                .filter(failure -> failure.before() + failure.observed() >= LOOKED_AT)
                .count();
        return Math.max(FEWEST_LOOKED_AT, (int) number);
    }

    private void score(int date, Standing standing) {
        FailureTest test = new FailureTest(counting, deviance, compared, standing);
        RenameGuard renames = new RenameGuard(failures, standing.level().factor());
        for (FailureTally failure : failures) {
            test.test(failure).ifPresent(candidate -> {
                renames.check(candidate, failure);
                keep(more, failure.failure(), dayScore(date, standing, failure, candidate));
            });
            test.testLess(failure).ifPresent(candidate -> {
                renames.checkLess(candidate, failure);
                keep(less, failure.failure(), dayScore(date, standing, failure, candidate));
            });
        }
        allFailures.test(standing, date, failures).ifPresent(score -> keep(more, JudgedFailure.ALL, score));
        allFailures.testLess(standing, date, failures).ifPresent(score -> keep(less, JudgedFailure.ALL, score));
    }

    private static void keep(Map<String, List<DayScore>> scores, String failure, DayScore score) {
        if (score.score() > DayScore.LEAST) {
            scores.computeIfAbsent(failure, first -> new ArrayList<>()).add(score);
        }
    }

    private DayScore dayScore(int date, Standing standing, FailureTally failure, Candidate candidate) {
        return new DayScore(
                date,
                standing.score(candidate.deviations()),
                failure.observed(),
                exposure.total(),
                failure.expected() * standing.level().factor(),
                Life.through(failure.predecessors(), standing.day()),
                Life.through(compared.predecessors().totals(), standing.day()),
                standing.level().factor(),
                Math.sqrt(standing.variance()),
                candidate.limit());
    }
}
