package dev.stopcode.detection.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A failure changes its name when the code around it does. Where one has vanished from a release and another is new, about
 * as frequent, their sum is judged.
 */
final class RenameGuard {

    /** A failure of which fewer are expected may be missing by chance. */
    private static final double FEWEST = 1.5;

    /** A failure has vanished, or is new, if there is no more of it than this share of what is expected, or counted. */
    private static final double ALMOST_NONE = .1;

    /** How far two frequencies may lie apart on the logarithm, beyond what counting explains. */
    private static final double APART = 1.1;

    private final List<Half> vanished = new ArrayList<>();
    private final List<Half> appeared = new ArrayList<>();

    /**
     * One of the two names.
     *
     * @param frequency how many there are of it, or would be
     */
    private record Half(FailureTally failure, double frequency) {

        double distance(double other) {
            return Math.abs(Math.log(other / frequency));
        }

        boolean isLike(double other) {
            return distance(other) <= APART + 1 / Math.sqrt(Math.min(other, frequency));
        }
    }

    /**
     * Finds what has vanished, and what is new.
     *
     * @param level observed by expected of the typical failure
     */
    RenameGuard(List<FailureTally> failures, double level) {
        for (FailureTally failure : failures) {
            double expected = level * failure.expected();
            if (expected >= FEWEST && failure.observed() <= ALMOST_NONE * expected) {
                vanished.add(new Half(failure, expected));
            }
            if (failure.observed() >= FEWEST && expected <= ALMOST_NONE * failure.observed()) {
                appeared.add(new Half(failure, failure.observed()));
            }
        }
    }

    /** Holds a failure that is new to the sum with the vanished one that is most like it. */
    void check(Candidate candidate, FailureTally failure) {
        Rate own = candidate.own();
        if (failure.control().on(own.exposure()) <= ALMOST_NONE * own.count()) {
            mostLike(vanished, own.count())
                    .ifPresent(gone -> candidate.hold(
                            new Rate(own.count() + gone.observed(), own.exposure()),
                            together(failure.control(), gone.control()),
                            Limit.RENAMED));
        }
    }

    /** Holds a failure that has vanished to the sum with the new one that is most like it. */
    void checkLess(Candidate candidate, FailureTally failure) {
        Rate own = candidate.own();
        double expected = failure.control().on(own.exposure());
        if (own.count() <= ALMOST_NONE * expected) {
            mostLike(appeared, expected)
                    .ifPresent(added -> candidate.hold(
                            new Rate(own.count() + added.observed(), own.exposure()),
                            together(added.control(), failure.control()),
                            Limit.RENAMED));
        }
    }

    private static Optional<FailureTally> mostLike(List<Half> halves, double count) {
        return halves.stream()
                .filter(half -> half.isLike(count))
                .min(Comparator.comparingDouble(half -> half.distance(count)))
                .map(Half::failure);
    }

    /** The exposures differ, for days before weigh the less the more failures they hold. */
    private static Rate together(Rate one, Rate gone) {
        return new Rate(gone.count() + one.on(gone.exposure()), gone.exposure());
    }
}
