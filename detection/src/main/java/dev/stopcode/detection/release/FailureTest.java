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
                || !isOnEnoughDays(failure)) {
            return Optional.empty();
        }
        Evenness even = evenness(failure);
        Rate own = new Rate(even.count(), exposure);
        if (!isMore(own, failure)) {
            return Optional.empty();
        }
        Candidate candidate = new Candidate(deviance, standing.variance(), own, failure.control());
        if (candidate.deviations() < LEAST_DEVIATIONS) {
            return Optional.empty();
        }
        askSameDays(candidate, failure, even.share());
        askNearest(candidate, failure);
        holdToOthers(candidate, failure);
        return Optional.of(candidate);
    }

    private static boolean isMore(Rate own, FailureTally failure) {
        return own.count() >= FEWEST && own.isTimes(LEAST_RATIO, failure.control());
    }

    private boolean isOnEnoughDays(FailureTally failure) {
        int days = 0;
        for (int day = Life.HISTORY; day <= standing.day(); day++) {
            days += failure.own()[day] > 0 ? 1 : 0;
        }
        return days >= counting.fewestDays();
    }

    private Evenness evenness(FailureTally failure) {
        int end = standing.day() + 1;
        Evenness even = Evenness.of(failure.own(), compared.own().totals(), Life.HISTORY, end);
        return counting.evenByDay() ? even.least(Evenness.of(failure.own(), EACH_DAY, Life.HISTORY, end)) : even;
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
        double discount = FailureTally.discount(failure.othersBefore());
        Rate discounted = new Rate(discount * before.count(), discount * before.exposure());
        if (deviance.signedRoot(now, discounted, OF_OTHERS) <= RISEN) {
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

    private static double ratio(Rate rate) {
        return (rate.count() + HALF) / (rate.exposure() + HALF);
    }
}
