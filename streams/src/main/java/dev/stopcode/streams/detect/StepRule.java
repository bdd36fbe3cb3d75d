package dev.stopcode.streams.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule: a day is raised when the sum of the last 1, 3 or 7 days is far above what the 28 days before let expect.
 *
 * <p>Let E = l·m be expected in a window of l days with sum S, m and s² being mean and variance of the 28 baseline
 * days (days of an incident are left out). Counts are compared on the square-root scale, where a Poisson count has
 * about the same spread at every level (Anscombe 1948): the score is 2·(√(S + ⅜) − √(E + ⅜)) · √(l·max(m, ½) /
 * (l·max(m, s², ½) + (0.15·E)²)). The last factor is 1 for a Poisson series. It is less for one that varies more, and
 * its second term keeps slow drift and harmless changes of level below the threshold: however many failures there are,
 * a window must be well above its baseline in proportion too.
 *
 * <p>An incident goes on while days stay more than two standard deviations above the baseline that it began with. It
 * is over after three calm days, or after 28 high ones, which then are the new level. Days that are still being
 * counted can raise, but neither calm an incident nor enter a baseline.
 *
 * <p>The judgement is a function of the counts alone: judging a prefix of a series gives the prefix of the judgement.
 */
final class StepRule {

    /** Name and version of the rule, as alerts carry it. */
    static final String NAME = "step-28/1";

    /** A day that was not harvested. */
    static final long UNKNOWN = -1;

    /** Days that a baseline takes; a series is judged from the day after as many. */
    static final int BASELINE_DAYS = 28;

    private static final int[] WINDOWS = {1, 3, 7};
    private static final int LONGEST_WINDOW = 7;
    private static final double DRIFT = 0.15;
    private static final double ANSCOMBE = 0.375;
    private static final double HIGH_DEVIATIONS = 2;
    private static final int CALM_DAYS = 3;
    private static final int NEW_LEVEL_DAYS = 28;

    private final double threshold;
    private final double minExcess;

    StepRule(double threshold, double minExcess) {
        this.threshold = threshold;
        this.minExcess = minExcess;
    }

    double threshold() {
        return threshold;
    }

    /**
     * Whether a series can have an incident at all: most failures are too few on all days for any window to hold the
     * least excess.
     */
    boolean mayRaise(long[] counts) {
        long sum = 0;
        for (int day = 0; day < counts.length; day++) {
            sum += Math.max(0, counts[day]);
            sum -= day < LONGEST_WINDOW ? 0 : Math.max(0, counts[day - LONGEST_WINDOW]);
            if (sum >= minExcess) {
                return true;
            }
        }
        return false;
    }

    /**
     * Judges a series.
     *
     * @param counts failures by day, {@link #UNKNOWN} for a day that was not harvested
     * @param settled index of the last day whose count is not expected to change much any more
     */
    Judgement judge(long[] counts, int settled) {
        return new Run(counts, settled).judge();
    }

    /** Mean and variance of baseline days, and where they lie. */
    private record Baseline(double mean, double variance, int from, int to) {

        double deviation(int days) {
            double drift = DRIFT * days * mean;
            return Math.sqrt(days * variance + drift * drift);
        }

        /** What the distance of two roots is multiplied with. */
        double scale(int days) {
            return 2 * Math.sqrt(days * Math.max(mean, 0.5)) / deviation(days);
        }

        double score(long sum, int days) {
            return (Math.sqrt(sum + ANSCOMBE) - Math.sqrt(days * mean + ANSCOMBE)) * scale(days);
        }

        /** The count of a day that reaches a score. */
        double countAt(double score) {
            double root = Math.sqrt(mean + ANSCOMBE) + score / scale(1);
            return root * root - ANSCOMBE;
        }
    }

    private final class Run {
        private final long[] counts;
        private final int settled;
        private final double[] expected;
        private final double[] upperBound;
        private final List<Incident> incidents = new ArrayList<>();

        /** Days that may serve as baseline, in order. */
        private final int[] calm;

        private final double[] sums;
        private final double[] squares;
        private int calmCount;

        /** Day on which the last incident was over. */
        private int resolved = -1;

        Run(long[] counts, int settled) {
            this.counts = counts;
            this.settled = settled;
            this.expected = new double[counts.length];
            this.upperBound = new double[counts.length];
            this.calm = new int[counts.length];
            this.sums = new double[counts.length + 1];
            this.squares = new double[counts.length + 1];
        }

        Judgement judge() {
            int day = 0;
            while (day < counts.length) {
                day = step(day);
            }
            return new Judgement(incidents, expected, upperBound);
        }

        /** Judges a day outside an incident; the day to go on with. */
        private int step(int day) {
            Baseline baseline = baselineBefore(day);
            note(day, baseline);
            if (counts[day] == UNKNOWN) {
                return day + 1;
            }
            Baseline best = null;
            double bestScore = 0;
            int bestWindow = 0;
            if (longestWindowSum(day) >= minExcess) {
                for (int window : WINDOWS) {
                    // a window that reaches back into an incident would raise it again
                    Baseline before = day - window < resolved ? null : baselineBefore(day - window + 1);
                    double score = before == null ? 0 : score(day, window, before);
                    if (score > bestScore) {
                        best = before;
                        bestScore = score;
                        bestWindow = window;
                    }
                }
            }
            if (best != null && bestScore >= threshold) {
                return follow(day, bestWindow, best, bestScore);
            }
            if (day <= settled) {
                addCalm(day);
            }
            return day + 1;
        }

        private long longestWindowSum(int day) {
            long sum = 0;
            for (int d = Math.max(0, day - LONGEST_WINDOW + 1); d <= day; d++) {
                sum += Math.max(0, counts[d]);
            }
            return sum;
        }

        private double score(int day, int window, Baseline baseline) {
            long sum = 0;
            int days = 0;
            for (int d = day - window + 1; d <= day; d++) {
                if (counts[d] != UNKNOWN) {
                    sum += counts[d];
                    days++;
                }
            }
            return sum - days * baseline.mean() < minExcess ? 0 : baseline.score(sum, days);
        }

        /** Follows an incident that was noticed on a day to its end; the day to go on with. */
        private int follow(int noticed, int window, Baseline baseline, double firstScore) {
            double high = baseline.mean() + HIGH_DEVIATIONS * baseline.deviation(1);
            int start = noticed;
            for (int d = noticed - window + 1; d < noticed; d++) {
                if (counts[d] > high) {
                    start = d;
                    break;
                }
            }
            while (calmCount > 0 && calm[calmCount - 1] >= start) {
                calmCount--;
            }
            int end = noticed;
            int calmDays = 0;
            double score = firstScore;
            for (int day = noticed; day < counts.length; day++) {
                note(day, baseline);
                if (counts[day] == UNKNOWN) {
                    continue;
                }
                if (day == noticed || counts[day] > high) {
                    end = day;
                    calmDays = 0;
                    score = Math.max(score, baseline.score(counts[day], 1));
                } else if (day <= settled) {
                    calmDays++;
                }
                boolean newLevel = end - start + 1 >= NEW_LEVEL_DAYS;
                if (calmDays == CALM_DAYS || newLevel) {
                    incidents.add(incident(start, end, day, newLevel, baseline, high, score));
                    resolved = day;
                    for (int d = newLevel ? start : end + 1; d <= day; d++) {
                        if (counts[d] != UNKNOWN) {
                            addCalm(d);
                        }
                    }
                    return day + 1;
                }
            }
            incidents.add(incident(start, end, -1, false, baseline, high, score));
            return counts.length;
        }

        private Incident incident(
                int start, int end, int resolved, boolean newLevel, Baseline baseline, double high, double score) {
            return new Incident(
                    start, end, resolved, newLevel, baseline.mean(), high, score, baseline.from(), baseline.to());
        }

        private void note(int day, @Nullable Baseline baseline) {
            expected[day] = baseline == null ? Double.NaN : baseline.mean();
            upperBound[day] =
                    baseline == null ? Double.NaN : Math.max(baseline.mean() + minExcess, baseline.countAt(threshold));
        }

        private void addCalm(int day) {
            calm[calmCount] = day;
            sums[calmCount + 1] = sums[calmCount] + counts[day];
            squares[calmCount + 1] = squares[calmCount] + (double) counts[day] * counts[day];
            calmCount++;
        }

        /** The last 28 calm days before a day, null where there are fewer. */
        private @Nullable Baseline baselineBefore(int day) {
            int to = calmCount;
            while (to > 0 && calm[to - 1] >= day) {
                to--;
            }
            int from = to - BASELINE_DAYS;
            if (day < 0 || from < 0) {
                return null;
            }
            double mean = (sums[to] - sums[from]) / BASELINE_DAYS;
            double variance = (squares[to] - squares[from]) / BASELINE_DAYS - mean * mean;
            return new Baseline(mean, Math.max(0.5, Math.max(mean, variance)), calm[from], calm[to - 1]);
        }
    }
}
