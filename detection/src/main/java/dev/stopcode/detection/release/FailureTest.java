package dev.stopcode.detection.release;

import java.util.Arrays;
import java.util.Optional;

/** Tests the failures of a release on one day, each by itself. All comparisons must find the failure worse. */
final class FailureTest {

    /** Fewest counts of a failure that can be called worse. */
    static final int FEWEST = 6;

    /** The least ratio of observed to expected that is worth telling. */
    private static final double LEAST_RATIO = 1.4;

    /** Fewest standard deviations that the comparisons are asked about. */
    private static final double LEAST_DEVIATIONS = 2;

    /** Standard deviations by which a failure must have risen in other versions to be judged against them. */
    private static final double RISEN = 2.5;

    /** Variances of a failure's rate in other versions: between now and before, and to the release on top. */
    private static final double OF_OTHERS = .02;

    private static final double TO_OTHERS = .1;

    private static final double HALF = .5;

    private static final long[] EACH_DAY = eachDay();

    private final Counting counting;
    private final Deviance deviance;
    private final Compared compared;
    private final Standing standing;
    private final double exposure;

    FailureTest(Counting counting, Deviance deviance, Compared compared, Standing standing) {
        this.counting = counting;
        this.deviance = deviance;
        this.compared = compared;
        this.standing = standing;
        this.exposure = standing.leveledExposure();
    }

    private static long[] eachDay() {
        long[] days = new long[Life.HISTORY + Life.DAYS];
        Arrays.fill(days, 1);
        return days;
    }

    /** What speaks for a failure being worse; empty if it is plainly not, or not seen on this day. */
    Optional<Candidate> test(FailureTally failure) {
        if (failure.own()[standing.day()] == 0
                || !isMore(new Rate(failure.observed(), exposure), failure)
                || !isOnEnoughDays(failure.own(), Life.HISTORY)) {
            return Optional.empty();
        }
        Evenness even = evenness(failure.own(), compared.own().totals(), Life.HISTORY);
        Rate own = new Rate(even.count(), exposure);
        if (!isMore(own, failure)) {
            return Optional.empty();
        }
        Candidate candidate = new Candidate(Direction.MORE, deviance, standing.variance(), own, failure.control());
        if (candidate.deviations() < LEAST_DEVIATIONS) {
            return Optional.empty();
        }
        askSameDays(candidate, failure, even.share());
        askNearest(candidate, failure);
        holdToOthers(candidate, failure);
        return Optional.of(candidate);
    }

    /**
     * What speaks for a failure being rarer; empty if it plainly is not. The same as of a worse one with the sides changed:
     * there must be enough of it in the predecessors, on enough days and no few of them.
     */
    Optional<Candidate> testLess(FailureTally failure) {
        if (!isLess(new Rate(failure.observed(), exposure), failure.control())
                || !isOnEnoughDays(failure.predecessors(), 0)
                || !isOnEnoughDays(compared.own().totals(), Life.HISTORY)) {
            return Optional.empty();
        }
        Evenness even = evenness(failure.predecessors(), compared.predecessors().totals(), 0);
        Rate all = failure.control();
        Rate control = new Rate(all.count() * even.share(), all.exposure());
        long[] totals = compared.own().totals();
        Rate own = new Rate(
                failure.observed(),
                exposure * evenness(totals, totals, Life.HISTORY).share());
        if (!isLess(own, control)) {
            return Optional.empty();
        }
        Candidate candidate = new Candidate(Direction.LESS, deviance, standing.variance(), own, control);
        if (candidate.deviations() < LEAST_DEVIATIONS) {
            return Optional.empty();
        }
        askSameDays(candidate, failure, 1);
        askNearest(candidate, failure);
        holdToFallOfOthers(candidate, failure, control);
        return Optional.of(candidate);
    }

    private static boolean isMore(Rate own, FailureTally failure) {
        return own.count() >= FEWEST && own.isTimes(LEAST_RATIO, failure.control());
    }

    private static boolean isLess(Rate own, Rate control) {
        return control.on(own.exposure()) >= FEWEST && Direction.LESS.isTimes(LEAST_RATIO, own, control);
    }

    /** @param first of the days that are looked at */
    private boolean isOnEnoughDays(long[] counts, int first) {
        int days = 0;
        for (int day = first; day <= standing.day(); day++) {
            days += counts[day] > 0 ? 1 : 0;
        }
        return days >= counting.fewestDays();
    }

    private Evenness evenness(long[] counts, long[] totals, int first) {
        int end = standing.day() + 1;
        Evenness even = Evenness.of(counts, totals, first, end);
        return counting.evenByDay() ? even.least(Evenness.of(counts, EACH_DAY, first, end)) : even;
    }

    private void askSameDays(Candidate candidate, FailureTally failure, double share) {
        SameDays days = standing.sameDays();
        Rate own = days.own(failure.weighted() * share, standing.level().factor());
        candidate.ask(own, days.other(failure.predecessorsWeighted()), Limit.SAME_DAYS);
    }

    private void askNearest(Candidate candidate, FailureTally failure) {
        if (!compared.isNearestAlone()) {
            Life nearest = compared.nearest();
            Rate control = new Rate(
                    Life.through(nearest.of(failure.failure()), standing.day()),
                    Life.through(nearest.totals(), standing.day()));
            candidate.ask(candidate.own(), control, Limit.NEAREST_PREDECESSOR);
        }
    }

    /** What rose in other versions too is worse only if it rose by more here. */
    private void holdToOthers(Candidate candidate, FailureTally failure) {
        Rate now = standing.otherDays().other(failure.othersWeighted());
        Rate before = new Rate(failure.othersBefore(), standing.othersBefore());
        if (changeOfOthers(failure, now) <= RISEN) {
            return;
        }
        if (failure.control().count() > 0) {
            double rise = ratio(now) / ratio(before);
            Rate own = new Rate(candidate.own().count(), exposure * Math.max(1, rise));
            candidate.hold(own, failure.control(), Limit.OTHER_VERSIONS);
        } else {
            double found = deviance.signedRoot(candidate.own(), now, standing.variance() + TO_OTHERS);
            candidate.hold(found, Limit.OTHER_VERSIONS);
        }
    }

    /** What fell in other versions too is better only if it fell by more here. */
    private void holdToFallOfOthers(Candidate candidate, FailureTally failure, Rate control) {
        Rate now = standing.otherDays().other(failure.othersWeighted());
        Rate before = new Rate(failure.othersBefore(), standing.othersBefore());
        if (changeOfOthers(failure, now) < -RISEN) {
            double fall = Math.min(1, ratio(now) / ratio(before));
            candidate.hold(new Rate(candidate.own().count(), exposure * fall), control, Limit.OTHER_VERSIONS);
        }
    }

    /** In standard deviations, since the days before. */
    private double changeOfOthers(FailureTally failure, Rate now) {
        double discount = FailureTally.discount(failure.othersBefore());
        Rate discounted = new Rate(discount * failure.othersBefore(), discount * standing.othersBefore());
        return deviance.signedRoot(now, discounted, OF_OTHERS);
    }

    private static double ratio(Rate rate) {
        return (rate.count() + HALF) / (rate.exposure() + HALF);
    }
}
