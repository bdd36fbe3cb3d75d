package dev.stopcode.detection.release;

/**
 * Two exposures on the same days, the own and the other. A day on which they are b and d weighs b·d/(b + d), as Mantel and
 * Haenszel have it, so that days on which only one of them was there tell nothing. Counts of the own side are to be weighed
 * by d/(b + d), those of the other by b/(b + d).
 */
final class SameDays {

    private double weight;
    private double squaresOfOwn;
    private double squaresOfOther;

    void add(long own, long other) {
        if (own > 0 && other > 0) {
            double both = (double) own + other;
            weight += own * (other / both);
            squaresOfOwn += own * (other / both) * (other / both);
            squaresOfOther += other * (own / both) * (own / both);
        }
    }

    /**
     * The rate of the own side.
     *
     * @param weighted its count, weighed by day
     * @param level by which its exposure is raised
     */
    Rate own(double weighted, double level) {
        double scale = squaresOfOwn > 0 ? weight / squaresOfOwn : 0;
        return new Rate(scale * weighted, scale * weight * level);
    }

    /** The rate of the other side, of its count weighed by day. Both are scaled to have the variance of plain counts. */
    Rate other(double weighted) {
        double scale = squaresOfOther > 0 ? weight / squaresOfOther : 0;
        return new Rate(scale * weighted, scale * weight);
    }
}
