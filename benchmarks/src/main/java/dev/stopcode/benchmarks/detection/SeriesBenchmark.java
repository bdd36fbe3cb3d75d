package dev.stopcode.benchmarks.detection;

import dev.stopcode.detection.series.SeriesDetector;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@link SeriesDetector} on made-up series; an operation is one day. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SeriesBenchmark {

    private static final int SERIES = 64;
    private static final int SHORTEST = 105;
    private static final int FIRST_JUDGED = 36;
    private static final int JUDGED = SHORTEST - FIRST_JUDGED;

    /** Failures a day. */
    public enum Size {
        RARE(.3),
        MEDIUM(20),
        LARGE(5_000);

        private final double perDay;

        Size(double perDay) {
            this.perDay = perDay;
        }
    }

    @Param
    private Size size = Size.MEDIUM;

    /** Days that are known of a series, the newest one included. */
    @Param({"105", "165"})
    private int days;

    private final SeriesDetector detector = new SeriesDetector();
    private final long[][] series = new long[SERIES][];
    private double[] completeness = {};
    private int next;

    /** Weekdays, a trend, counts that vary by more than chance; on the newest day there are always some. */
    @Setup
    public void draw() {
        Random random = new Random(1);
        for (int i = 0; i < SERIES; i++) {
            long[] counts = new long[days];
            double slope = .004 * random.nextGaussian();
            for (int day = 0; day < days; day++) {
                double weekday = day % 7 < 5 ? 1 : .6;
                double mean = size.perDay * weekday * Math.exp(slope * day + .1 * random.nextGaussian());
                counts[day] = poisson(random, mean);
            }
            counts[days - 1] = Math.max(1, counts[days - 1]);
            series[i] = counts;
        }
        completeness = new double[days];
        Arrays.fill(completeness, 1);
    }

    private static long poisson(Random random, double mean) {
        if (mean > 50) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        long count = -1;
        for (double left = 1, none = Math.exp(-mean); left > none; left *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private long[] nextSeries() {
        next = (next + 1) % SERIES;
        return series[next];
    }

    /** The newest day, which has failures: what a harvest costs. */
    @Benchmark
    public double newestDay() {
        return detector.judge(nextSeries(), completeness, days - 1);
    }

    /** The newest 69 days, all that the shorter series allows: what a restatement of an old day costs at most. */
    @Benchmark
    @OperationsPerInvocation(JUDGED)
    public double allDays() {
        long[] counts = nextSeries();
        double highest = 0;
        for (int day = days - JUDGED; day < days; day++) {
            highest = Math.max(highest, detector.judge(counts, completeness, day));
        }
        return highest;
    }
}
