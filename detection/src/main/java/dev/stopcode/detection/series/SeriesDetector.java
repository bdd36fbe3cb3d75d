package dev.stopcode.detection.series;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the newest day of a series of daily counts: whether the last 1, 2, 3, 5, 7, 10 or 14 days hold more than a baseline
 * of the days before lets expect. A function of the counts given and of nothing else: a count that is restated is stored, and
 * the days that it touches are judged again. To be used again and again, which allocates nothing; for one thread.
 *
 * <p>The score is −log₁₀ of the harmonic mean of the windows' p-values. What it was made of can be asked for until the next
 * day is judged.
 */
public final class SeriesDetector {

    /** Stands for the count of a day of which nothing is known. */
    public static final long UNKNOWN = -1;

    /** Lengths of windows that are judged by a baseline that ends a week before the newest day. */
    private static final int[] SHORT = {1, 2, 3, 5, 7};

    /** Lengths of windows that are judged by one that ends two weeks before it. */
    private static final int[] LONG = {10, 14};

    /** Length of the longest window, in days. */
    static final int LONGEST_WINDOW = LONG[LONG.length - 1];

    /** How many windows there are. */
    static final int WINDOWS = SHORT.length + LONG.length;

    private static final int SHORT_GUARD = 7;
    private static final int LONG_GUARD = 14;

    /** First day of a series, by index, that can have a baseline. */
    public static final int BASELINE_FROM = Baseline.FEWEST_DAYS + SHORT_GUARD - 1;

    /** So few failures tell nothing, however unlikely they are. */
    private static final int FEWEST_FAILURES = 3;

    /** An excess below this many standard deviations tells nothing. */
    private static final double LEAST_EXCESS = 1;

    /**
     * From so many days without a failure on, silence itself is a baseline: a rate of which a gamma distribution of half a
     * failure in those days is believed.
     */
    private static final int SILENCE = 28;

    /** Where there is no other baseline yet, so many days are enough for the first failures ever. */
    private static final int YOUNG_SILENCE = 14;

    static final double SILENCE_PRIOR = .5;
    private static final double LARGEST_EXPONENT = 290;

    /** A rise whose second half is so many times its first goes on rising. */
    private static final double RAMP = 1.6;

    /** On how many days before it depends whether a day is raised. */
    public static final int MEMORY_DAYS = 7;

    /** A rise that goes on is raised again where its score has grown by more than that: its p-value by a factor of ten. */
    private static final double WORSE = 1;

    private final Baseline baseline = new Baseline();
    private int window;
    private long observed;
    private double expected;
    private double variance;
    private double surprise;

    /** Where each window's part is noted, null while nobody asks. */
    private @Nullable List<JudgedWindow> noted;

    /**
     * The score of a day; 0 or less where nothing is out of the ordinary, or too little is known. A day without failures is
     * not judged: what the days before it tell was told by them.
     *
     * @param counts by day, from the first day of the series that is known; {@link #UNKNOWN} where there is none. Indices
     *     that differ by seven are the same weekday.
     * @param completeness share of each day's final count that is known by now, in (0, 1]
     * @param day index of the day
     */
    public double judge(long[] counts, double[] completeness, int day) {
        window = 0;
        observed = 0;
        expected = 0;
        variance = 0;
        surprise = 0;
        if (counts[day] <= 0) {
            return 0;
        }
        double sum = judge(SHORT, SHORT_GUARD, counts, completeness, day)
                + judge(LONG, LONG_GUARD, counts, completeness, day);
        return sum > 0 ? Math.log10(sum / WINDOWS) : 0;
    }

    /**
     * Judges a day as {@link #judge} does.
     *
     * @return what each window told, the shortest first; those that hold too few failures, or have no baseline, are left out
     */
    public List<JudgedWindow> windows(long[] counts, double[] completeness, int day) {
        List<JudgedWindow> windows = new ArrayList<>();
        noted = windows;
        judge(counts, completeness, day);
        noted = null;
        return windows;
    }

    /** By how many days the baseline of a window's length ends before the newest day. */
    static int guard(int window) {
        return window <= SHORT[SHORT.length - 1] ? SHORT_GUARD : LONG_GUARD;
    }

    /** The sum of 1/p over windows that end with a day. */
    private double judge(int[] lengths, int guard, long[] counts, double[] completeness, int day) {
        int longest = Math.min(lengths[lengths.length - 1], day + 1);
        if (isSilent(counts, day, longest)) {
            return 0;
        }
        boolean isFitted = baseline.fit(counts, day - guard);
        double sum = 0;
        long failures = 0;
        double mean = 0;
        double spread = 0;
        int next = 0;
        for (int length = 1; length <= longest; length++) {
            int i = day - length + 1;
            if (counts[i] != UNKNOWN) {
                double ofDay = isFitted ? baseline.expected(i) * completeness[i] : 0;
                failures += counts[i];
                mean += ofDay;
                spread += isFitted ? baseline.spread(ofDay) : 0;
            }
            if (length == lengths[next]) {
                next++;
                if (failures >= FEWEST_FAILURES) {
                    double ofWindow = isFitted
                            ? judge(counts, day, length, failures, mean, spread)
                            : judgeFirst(counts, day, length, failures);
                    sum += Math.pow(10, Math.min(ofWindow, LARGEST_EXPONENT));
                }
            }
        }
        return sum;
    }

    /** −log₁₀ of a window's p-value. */
    private double judge(long[] counts, int day, int length, long failures, double mean, double spread) {
        double uncertain = baseline.uncertainty(day - (length - 1) / 2.0);
        double v = baseline.dispersion() * spread * baseline.inflation(length) + uncertain * mean * mean;
        double unlikely = failures - mean >= LEAST_EXCESS * Math.sqrt(v) ? tell(length, failures, mean, v) : 0;
        int silence = silence(counts, day - length);
        if (silence >= SILENCE) {
            unlikely = Math.max(unlikely, tellAfter(silence, length, failures));
        }
        if (noted != null) {
            noted.add(new JudgedWindow(length, failures, mean, v, unlikely));
        }
        return unlikely;
    }

    /** Likewise, of a series that is too young for a baseline: only first failures after some silence tell anything. */
    private double judgeFirst(long[] counts, int day, int length, long failures) {
        int silence = silence(counts, day - length);
        if (silence < YOUNG_SILENCE || sum(counts, 0, day - length + 1) > 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double unlikely = tellAfter(silence, length, failures);
        if (noted != null) {
            noted.add(new JudgedWindow(length, failures, expected, variance, unlikely));
        }
        return unlikely;
    }

    private double tellAfter(int silence, int length, long failures) {
        double little = SILENCE_PRIOR * length / silence;
        return tell(length, failures, little, little + little * little / SILENCE_PRIOR);
    }

    /** How unlikely that many are; of the windows, the one that tells most is kept. */
    private double tell(int length, long failures, double mean, double v) {
        double unlikely = NegativeBinomial.surprise((double) failures, mean, v);
        if (unlikely > surprise) {
            surprise = unlikely;
            window = length;
            observed = failures;
            expected = mean;
            variance = v;
        }
        return unlikely;
    }

    private static boolean isSilent(long[] counts, int day, int days) {
        for (int i = day - days + 1; i <= day; i++) {
            if (counts[i] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Days without a failure that end with {@code day}. */
    private static int silence(long[] counts, int day) {
        int silent = 0;
        for (int i = day; i >= 0 && counts[i] <= 0; i--) {
            silent += counts[i] == 0 ? 1 : 0;
        }
        return silent;
    }

    /** What the days before a day let expect of it, null where too little is known of them. */
    public @Nullable Expectation expectation(long[] counts, int day) {
        return day < SHORT_GUARD ? null : baseline.expectation(counts, day - SHORT_GUARD, day);
    }

    /** Length of the window that told most, in days; 0 where none told anything. */
    public int window() {
        return window;
    }

    /** Failures in that window. */
    public long observed() {
        return observed;
    }

    /** Failures expected in it. */
    public double expected() {
        return expected;
    }

    /** Variance of what was expected. */
    public double variance() {
        return variance;
    }

    /**
     * Whether a day is raised: it scores as much as the threshold, and no day of the week before did, or this one is clearly
     * worse, so that one rise is not told again every day.
     *
     * @param scores by day, at least those of the week before
     */
    public static boolean isRaised(double[] scores, int day, double threshold) {
        if (scores[day] < threshold) {
            return false;
        }
        for (int i = Math.max(0, day - MEMORY_DAYS); i < day; i++) {
            if (scores[i] >= threshold && scores[day] <= scores[i] + WORSE) {
                return false;
            }
        }
        return true;
    }

    /** What kind of rise the day that was judged last is part of. */
    public Rise rise(long[] counts, int day) {
        int start = day - window + 1;
        int silence = silence(counts, start - 1);
        if (silence >= SILENCE || sum(counts, 0, start) == 0) {
            return sum(counts, 0, start) == 0 ? Rise.NEW : Rise.RESURFACED;
        }
        if (window <= 2) {
            return Rise.SPIKE;
        }
        int half = window / 2;
        long first = sum(counts, start, start + half);
        long second = sum(counts, day - half + 1, day + 1);
        return window >= 5 && second > RAMP * first ? Rise.RAMP : Rise.STEP;
    }

    private static long sum(long[] counts, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.max(counts[i], 0);
        }
        return sum;
    }
}
