package dev.stopcode.detection.release;

import java.util.Arrays;

/**
 * A count of which no few days decide: days are put together to blocks of equal exposure, and each block counts no more
 * than a little above the median of all.
 *
 * @param count what is left of the count
 * @param share of the whole count that this is
 */
record Evenness(double count, double share) {

    private static final int BLOCKS = 5;

    /** A block may hold so many times the median, and as many standard deviations of it, and one count as many more. */
    private static final double TIMES_MEDIAN = 1.5;

    private static final double DEVIATIONS = 2;
    private static final double ALLOWANCE = 2;

    /**
     * Caps the blocks.
     *
     * @param counts by day, from {@code first} until before {@code end}
     * @param exposures by day
     */
    static Evenness of(long[] counts, long[] exposures, int first, int end) {
        double exposure = 0;
        double count = 0;
        for (int day = first; day < end; day++) {
            exposure += exposures[day];
            count += counts[day];
        }
        if (exposure <= 0) {
            return new Evenness(count, 1);
        }
        double[] blocks = new double[BLOCKS];
        double before = 0;
        for (int day = first; day < end; day++) {
            int block = (int) (BLOCKS * (before + exposures[day] / 2.0) / exposure);
            blocks[Math.min(BLOCKS - 1, block)] += counts[day];
            before += exposures[day];
        }
        double even = capped(blocks);
        return new Evenness(even, count > 0 ? even / count : 1);
    }

    private static double capped(double[] blocks) {
        double[] sorted = blocks.clone();
        Arrays.sort(sorted);
        double median = sorted[BLOCKS / 2];
        double most = TIMES_MEDIAN * median + DEVIATIONS * Math.sqrt(median) + ALLOWANCE;
        double sum = 0;
        for (double block : blocks) {
            sum += Math.min(most, block);
        }
        return sum;
    }

    Evenness least(Evenness other) {
        return other.count < count ? other : this;
    }
}
