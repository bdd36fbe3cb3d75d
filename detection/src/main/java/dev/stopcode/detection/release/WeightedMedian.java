package dev.stopcode.detection.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The value below and above which lies half of the weight. */
final class WeightedMedian {

    private record Weighted(double value, double weight) {}

    private static final Comparator<Weighted> ORDER =
            Comparator.comparingDouble(Weighted::value).thenComparingDouble(Weighted::weight);

    private final List<Weighted> values = new ArrayList<>();

    void add(double value, double weight) {
        values.add(new Weighted(value, weight));
    }

    /** 0 where there is none. */
    double value() {
        values.sort(ORDER);
        double half = weight() / 2;
        double below = 0;
        for (Weighted each : values) {
            below += each.weight;
            if (below >= half) {
                return each.value;
            }
        }
        return 0;
    }

    /** All weight. */
    double weight() {
        double sum = 0;
        for (Weighted each : values) {
            sum += each.weight;
        }
        return sum;
    }
}
