package dev.stopcode.detection.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Follows the incidents of a series from the day on which each is noticed until it is over: a function of the counts, as the
 * scores are. To be used again and again; for one thread.
 *
 * <p>An incident is noticed on a day whose score reaches the threshold by what is not part of the incident before. It is over
 * when the last days are closer to what was expected than to the height of the incident; the smaller the height, the more
 * days it takes to tell. It is over as well when it has lasted so long that the high level has become the usual one.
 */
public final class IncidentTracker {

    /** An incident that lasts so many days is the new level. */
    public static final int NEW_LEVEL_DAYS = 28;

    private static final int FEWEST_CALM_DAYS = 3;
    private static final int MOST_CALM_DAYS = 14;

    /** Calm days are as many as tell the height of an incident from its absence by so many standard deviations. */
    private static final double DISCERNIBLE = 3;

    /** Days that keep less than this share of an incident's height are calm. */
    private static final double CALM = .3;

    /** A day with this share of an incident's height belongs to it. */
    private static final double HIGH = .5;

    /** More high days than this are no spike. */
    private static final int SPIKE_DAYS = 2;

    private final SeriesDetector detector = new SeriesDetector();
    private final Baseline baseline = new Baseline();

    /**
     * A series with its scores.
     *
     * @param counts as for {@link SeriesDetector#judge}
     * @param completeness likewise
     * @param scores of the days
     * @param settled last day whose count is not expected to change much any more: later days end no incident
     */
    public record Scored(long[] counts, double[] completeness, double[] scores, int settled) {}

    /**
     * The incidents of a series, in order of time; only the last may be open.
     *
     * @param from first day that may be raised
     * @param threshold score from which a day is raised
     * @param closed days on which an incident is over, whatever the counts say: what happened until then raises no other one
     */
    public List<Incident> track(Scored series, int from, double threshold, BitSet closed) {
        List<Incident> incidents = new ArrayList<>();
        int over = -1;
        int untold = from + SeriesDetector.MEMORY_DAYS;
        for (int day = from; day < series.counts.length; day++) {
            boolean isNews = series.scores[day] >= threshold
                    && (day >= untold || SeriesDetector.isRaised(series.scores, day, threshold));
            Evidence evidence = isNews ? evidence(series, day, over) : null;
            if (evidence != null && evidence.score() >= threshold) {
                Incident incident = new Course(series, evidence, over).follow(closed);
                incidents.add(incident);
                day = incident.isOpen() ? series.counts.length : incident.resolved();
                over = closed.get(day) ? day : incident.end();
                untold = incident.newLevel() ? series.counts.length : 0;
            }
        }
        return incidents;
    }

    /** The incident that a day is the first to show, whatever its score. */
    public Incident describe(Scored series, int day, BitSet closed) {
        return new Course(series, judge(series, series.counts, day), -1).follow(closed);
    }

    /**
     * What a day tells.
     *
     * @param over last day of the incident before, which tells nothing more
     */
    private Evidence evidence(Scored series, int day, int over) {
        Evidence evidence = judge(series, series.counts, day);
        if (evidence.firstDay() > over) {
            return evidence;
        }
        long[] rest = series.counts.clone();
        Arrays.fill(rest, Math.max(0, day - SeriesDetector.LONGEST_WINDOW + 1), over + 1, SeriesDetector.UNKNOWN);
        return judge(series, rest, day);
    }

    private Evidence judge(Scored series, long[] counts, int day) {
        double score = detector.judge(counts, series.completeness, day);
        return new Evidence(
                day,
                Math.max(1, detector.window()),
                detector.observed(),
                detector.expected(),
                detector.variance(),
                score);
    }

    /** One incident while it is followed. */
    private final class Course {
        private final Scored series;
        private final Expectation expectation;
        private final int raised;
        private final int start;
        private Evidence evidence;
        private Rise kind;
        private double height;
        private int calmDays;
        private int end;
        private int highDays;

        Course(Scored series, Evidence evidence, int over) {
            this.series = series;
            this.raised = evidence.day();
            this.evidence = evidence;
            int guard = SeriesDetector.guard(evidence.window());
            int last = Math.min(series.counts.length, raised + NEW_LEVEL_DAYS + MOST_CALM_DAYS) - 1;
            this.expectation = Objects.requireNonNullElseGet(
                    baseline.expectation(series.counts, raised - guard, last),
                    () -> Expectation.ofSilence(evidence.firstDay(), last));
            this.kind = detector.rise(series.counts, raised);
            this.end = raised;
            see(evidence);
            this.start = start(Math.max(over + 1, evidence.firstDay()));
        }

        /** Takes the height from a judgement. */
        private void see(Evidence more) {
            evidence = more;
            height = Math.max(more.dailyExcess(), Math.ulp(1f));
            double mean = expectation.expected(more.day());
            double variance = expectation.variance(more.day()) / Math.max(mean, Math.ulp(1f)) * (mean + height);
            double days = Math.ceil(DISCERNIBLE * DISCERNIBLE * variance / (height * height));
            calmDays = (int) Math.clamp(days, FEWEST_CALM_DAYS, MOST_CALM_DAYS);
        }

        private int start(int from) {
            for (int day = from; day < raised; day++) {
                if (isHigh(day)) {
                    return day;
                }
            }
            return raised;
        }

        private double excess(int day) {
            return series.counts[day] - expectation.expected(day) * series.completeness[day];
        }

        private boolean isKnown(int day) {
            return series.counts[day] != SeriesDetector.UNKNOWN;
        }

        private boolean isHigh(int day) {
            return isKnown(day) && excess(day) >= HIGH * height * series.completeness[day];
        }

        Incident follow(BitSet closed) {
            for (int day = raised; day < series.counts.length; day++) {
                if (isKnown(day)) {
                    step(day);
                }
                boolean newLevel = day - start + 1 >= NEW_LEVEL_DAYS;
                if (newLevel || closed.get(day) || (day <= series.settled && isKnown(day) && isCalm(day))) {
                    return incident(newLevel ? day : end, day, newLevel);
                }
            }
            return incident(end, Incident.OPEN, false);
        }

        private void step(int day) {
            if (series.scores[day] > evidence.score() && day > raised) {
                see(judge(series, series.counts, day));
                if (kind == Rise.SPIKE || kind == Rise.STEP || kind == Rise.RAMP) {
                    kind = detector.rise(series.counts, day);
                }
            }
            if (isHigh(day)) {
                end = day;
                highDays++;
            }
        }

        private boolean isCalm(int day) {
            double rest = 0;
            int days = 0;
            for (int before = day; before >= start && days < calmDays; before--) {
                if (isKnown(before)) {
                    rest += Math.min(excess(before), height);
                    days++;
                }
            }
            return days == calmDays && rest < CALM * height * days;
        }

        private Incident incident(int lastDay, int resolved, boolean newLevel) {
            Rise named = kind == Rise.SPIKE && highDays > SPIKE_DAYS ? Rise.STEP : kind;
            return new Incident(start, lastDay, raised, resolved, newLevel, named, evidence, expectation);
        }
    }
}
