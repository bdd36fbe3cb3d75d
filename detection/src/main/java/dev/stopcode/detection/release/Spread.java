package dev.stopcode.detection.release;

import java.util.ArrayList;
import java.util.List;

/**
 * How much the rates of a failure differ between releases without anything being wrong, as variances on the logarithm: what
 * is assumed of any driver, and what the earlier releases of this one have shown.
 */
final class Spread {

    /** What is assumed, and how many failures of a release it is worth. */
    private static final double PRIOR = .2 * .2;

    private static final double PRIOR_WEIGHT = 16;

    /** What earlier releases have shown is worth no more than so many failures of the one judged. */
    private static final double MOST_LEARNED = 30;

    private static final double LEAST = .08 * .08;

    /** More in the first days, whose users are not like all: at day 0, and the days after which it is 1/e of it. */
    private static final double EARLY = .35 * .35;

    private static final double EARLY_DAYS = 5;

    /** More where few days hold the failures: each day by itself is off by so much. */
    private static final double OF_A_DAY = 3 * .1 * .1;

    private final List<Shown> releases = new ArrayList<>();

    private record Shown(int fromDay, ReleaseSpread spread) {}

    /**
     * Learns from a release.
     *
     * @param fromDay the day from which it is known
     */
    void learn(int fromDay, ReleaseSpread shown) {
        releases.add(new Shown(fromDay, shown));
    }

    private double learnedWeight(int day) {
        double weight = 0;
        for (Shown release : releases) {
            if (release.fromDay <= day) {
                weight += release.spread.failures();
            }
        }
        return weight;
    }

    /** Between releases, as far as it is known on a day. */
    double between(int day) {
        double sum = PRIOR * PRIOR_WEIGHT;
        for (Shown release : releases) {
            if (release.fromDay <= day) {
                sum += release.spread.failures() * release.spread.variance();
            }
        }
        return sum / (PRIOR_WEIGHT + learnedWeight(day));
    }

    /** Of a failure of one release on a day, given what its other failures show. */
    double of(int day, ReleaseSpread release) {
        double weight = PRIOR_WEIGHT + Math.min(learnedWeight(day), MOST_LEARNED);
        double variance =
                (between(day) * weight + release.variance() * release.failures()) / (weight + release.failures());
        return Math.max(variance, LEAST);
    }

    /** What comes on top where a release is young, or few days hold its failures. */
    static double ofDays(Exposure exposure) {
        return EARLY * Math.exp(-2 * exposure.meanAge() / EARLY_DAYS) + OF_A_DAY * exposure.concentration();
    }
}
