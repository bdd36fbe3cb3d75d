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

    private final List<Vanished> vanished = new ArrayList<>();

    private record Vanished(FailureTally failure, double expected) {

        double distance(double count) {
            return Math.abs(Math.log(count / expected));
        }

        boolean isLike(double count) {
            return distance(count) <= APART + 1 / Math.sqrt(Math.min(count, expected));
        }
    }

    /**
     * Finds what has vanished.
     *
     * @param level observed by expected of the typical failure
     */
    RenameGuard(List<FailureTally> failures, double level) {
        for (FailureTally failure : failures) {
            double expected = level * failure.expected();
            if (expected >= FEWEST && failure.observed() <= ALMOST_NONE * expected) {
                vanished.add(new Vanished(failure, expected));
            }
        }
    }

    /** Holds a failure that is new to the sum with the vanished one that is most like it. */
    void check(Candidate candidate, FailureTally failure) {
        Rate own = candidate.own();
        if (failure.control().on(own.exposure()) <= ALMOST_NONE * own.count()) {
            mostLike(own.count())
                    .ifPresent(gone -> candidate.hold(
                            new Rate(own.count() + gone.observed(), own.exposure()),
                            together(failure.control(), gone.control()),
                            Limit.RENAMED));
        }
    }

    private Optional<FailureTally> mostLike(double count) {
        return vanished.stream()
                .filter(gone -> gone.isLike(count))
                .min(Comparator.comparingDouble(gone -> gone.distance(count)))
                .map(Vanished::failure);
    }

    /** The exposures differ, for days before weigh the less the more failures they hold. */
    private static Rate together(Rate one, Rate gone) {
        return new Rate(gone.count() + one.on(gone.exposure()), gone.exposure());
    }
}
