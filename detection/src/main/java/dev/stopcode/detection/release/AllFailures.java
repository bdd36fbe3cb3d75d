package dev.stopcode.detection.release;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tests all failures of a release together, by the devices that run it, on days on which these are known. */
final class AllFailures {

    /** Fewest failures in the release. */
    private static final int FEWEST = 2 * FailureTest.FEWEST;

    /** The least ratio of observed to expected, of all failures and of the typical one. */
    private static final double LEAST_RATIO = 1.15;

    /** Variance, on the logarithm, of the failures by device between releases. */
    private static final double BETWEEN = .12 * .12;

    /** The same between the days before and now. */
    private static final double DRIFT = .25 * .25 / 2;

    /** Variance of one failure's ratio beyond counting, which says what it weighs in the median. */
    private static final double OF_ONE = .05;

    private static final double HALF = .5;

    private static final Rate EQUAL = new Rate(1, 1);

    private final Deviance deviance;
    private final Life own;
    private final Life predecessors;
    private final Rate before;
    private final SameDays days = new SameDays();
    private double weighted;
    private double predecessorsWeighted;
    private long count;
    private long installs;
    private int lastKnownDay;

    AllFailures(Deviance deviance, Life own, Life predecessors) {
        this.deviance = deviance;
        this.own = own;
        this.predecessors = predecessors;
        long countBefore = Life.before(predecessors.installedTotals());
        double discount = 1 / (1 + countBefore * DRIFT);
        this.before = new Rate(discount * countBefore, discount * Life.before(predecessors.installs()));
    }

    void add(int day) {
        long n = own.installs()[day];
        long m = predecessors.installs()[day];
        installs += n;
        count += own.installedTotals()[day];
        lastKnownDay = n > 0 ? day : lastKnownDay;
        days.add(n, m);
        if (n > 0 && m > 0) {
            weighted += own.installedTotals()[day] * (double) m / (n + m);
            predecessorsWeighted += predecessors.installedTotals()[day] * (double) n / (n + m);
        }
    }

    /** How often there are failures on the devices that are known; null if there are none of the release or of its predecessors. */
    @Nullable
    ReleaseRates rates(int firstDay) {
        Rate control = control();
        if (installs == 0 || control.exposure() <= 0) {
            return null;
        }
        return new ReleaseRates(
                firstDay + lastKnownDay - Life.HISTORY,
                count,
                installs,
                Life.through(predecessors.installedTotals(), lastKnownDay),
                Life.through(predecessors.installs(), lastKnownDay),
                control.on((double) installs));
    }

    private Rate control() {
        Rate sameDays = days.other(predecessorsWeighted);
        return new Rate(before.count() + sameDays.count(), before.exposure() + sameDays.exposure());
    }

    /** The score of a day; empty where the release is plainly not worse, or installs are not known. */
    Optional<DayScore> test(Standing standing, int date, List<FailureTally> failures) {
        Evenness even = Evenness.of(own.installedTotals(), own.installs(), Life.HISTORY, standing.day() + 1);
        return test(
                Direction.MORE, new Rate(even.count(), installs), even.share(), control(), standing, date, failures);
    }

    /** The same for a release that is better. */
    Optional<DayScore> testLess(Standing standing, int date, List<FailureTally> failures) {
        Evenness even = Evenness.of(predecessors.installedTotals(), predecessors.installs(), 0, standing.day() + 1);
        Rate all = control();
        Rate control = new Rate(all.count() * even.share(), all.exposure());
        return test(Direction.LESS, new Rate(count, installs), 1, control, standing, date, failures);
    }

    private Optional<DayScore> test(
            Direction direction,
            Rate rate,
            double share,
            Rate control,
            Standing standing,
            int date,
            List<FailureTally> failures) {
        Rate larger = direction == Direction.MORE ? rate : control;
        if (installs == 0 || larger.on((double) installs) < FEWEST || !direction.isTimes(LEAST_RATIO, rate, control)) {
            return Optional.empty();
        }
        double typical = typicalRatio(failures, control);
        if (!direction.isTimes(LEAST_RATIO, new Rate(typical, 1), EQUAL)) {
            return Optional.empty();
        }
        double variance = BETWEEN + Spread.ofDays(standing.exposure());
        Candidate candidate = new Candidate(direction, deviance, variance, rate, control);
        candidate.ask(days.own(weighted * share, 1), days.other(predecessorsWeighted), Limit.SAME_DAYS);
        return Optional.of(new DayScore(
                date,
                standing.score(candidate.deviations()),
                count,
                installs,
                control.on(rate.exposure()),
                Life.through(predecessors.installedTotals(), standing.day()),
                Life.through(predecessors.installs(), standing.day()),
                typical,
                Math.sqrt(variance),
                candidate.limit()));
    }

    /** If only some failures are up, or down, they are named, and not the release. */
    private double typicalRatio(List<FailureTally> failures, Rate control) {
        WeightedMedian ratios = new WeightedMedian();
        double raised = control.on((double) installs) / count;
        for (FailureTally failure : failures) {
            double expected = failure.expected();
            if (expected >= 1) {
                double ratio = (failure.observed() + HALF) / (raised * expected + HALF);
                ratios.add(Math.log(ratio), 1 / (1 / (expected + HALF) + OF_ONE));
            }
        }
        return Math.exp(ratios.value());
    }
}
