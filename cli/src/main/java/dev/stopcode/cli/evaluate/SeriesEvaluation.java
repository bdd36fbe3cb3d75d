package dev.stopcode.cli.evaluate;

import dev.stopcode.cli.csv.CountFile;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.detection.series.Rise;
import dev.stopcode.detection.series.SeriesDetector;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Judges series of daily counts, all days with 90 before them, as if each were the newest. */
public final class SeriesEvaluation implements Evaluation {

    /** Days before the first that is judged. */
    private static final int HISTORY = 90;

    /** Days between the first and the last of a series; beyond that a date is wrong. */
    private static final int MOST_DAYS = 3660;

    /** A score that no day of the week before was near is written even where it is not raised. */
    private static final double NEW_HIGH = .3;

    private static final int ID = 0;
    private static final int DATE = 1;
    private static final int COUNT = 2;

    private final Path file;
    private final double threshold;

    public SeriesEvaluation(Path file, Sensitivity sensitivity) {
        this.file = file;
        this.threshold = sensitivity.threshold();
    }

    @Override
    public long size() {
        return CountFile.size(file);
    }

    @Override
    public String[] header() {
        return new String[] {"seriesId", "date", "kind", "score"};
    }

    @Override
    public Nouns nouns() {
        return new Nouns("series", "series", "day", "alert");
    }

    @Override
    public Read read(Results results, Watch watch) {
        try (CountFile rows = new CountFile(file, "seriesId", "date", "count")) {
            return new Groups(rows, ID, "seriesId").read(id -> new Series(id, threshold), results, watch);
        }
    }

    private static boolean isNewHigh(double[] scores, int day) {
        double highest = 0;
        for (int i = day - SeriesDetector.MEMORY_DAYS; i < day; i++) {
            highest = Math.max(highest, scores[i]);
        }
        return scores[day] > highest + NEW_HIGH;
    }

    private static String name(Rise rise) {
        return switch (rise) {
            case SPIKE -> "spike";
            case STEP -> "step";
            case RAMP -> "ramp";
            case NEW -> "new";
            case RESURFACED -> "resurface";
        };
    }

    /** The counts of one series, by day from its first. */
    private static final class Series implements Group {

        private final String id;
        private final double threshold;
        private long[] counts = new long[2 * HISTORY];
        private int firstDay;
        private int days;

        Series(String id, double threshold) {
            this.id = id;
            this.threshold = threshold;
        }

        @Override
        public void add(CountFile row) {
            int date = row.day(DATE);
            firstDay = days == 0 ? date : firstDay;
            int day = date - firstDay;
            if (day < days) {
                throw row.problem(
                        row.text(DATE) + " does not come after the date of the row before: sort each series by"
                                + " date, one row a day.");
            }
            if (day > MOST_DAYS) {
                throw row.problem(row.text(DATE) + " is more than " + MOST_DAYS + " days after the first of " + id
                        + ": is a date wrong?");
            }
            if (day >= counts.length) {
                counts = Arrays.copyOf(counts, Math.max(day + 1, 2 * counts.length));
            }
            Arrays.fill(counts, days, day, SeriesDetector.UNKNOWN);
            counts[day] = row.count(COUNT);
            days = day + 1;
        }

        @Override
        public Results.OfGroup judge() {
            SeriesDetector detector = new SeriesDetector();
            double[] complete = new double[days];
            Arrays.fill(complete, 1);
            double[] scores = new double[days];
            List<String[]> rows = new ArrayList<>();
            long raised = 0;
            for (int day = HISTORY - SeriesDetector.MEMORY_DAYS; day < days; day++) {
                scores[day] = detector.judge(counts, complete, day);
                if (day >= HISTORY && SeriesDetector.isRaised(scores, day, threshold)) {
                    rows.add(row(day, name(detector.rise(counts, day)), scores[day]));
                    raised++;
                } else if (day >= HISTORY && isNewHigh(scores, day)) {
                    rows.add(row(day, "none", scores[day]));
                }
            }
            return new Results.OfGroup(rows, Math.max(0, days - HISTORY), raised);
        }

        private String[] row(int day, String kind, double score) {
            String date = LocalDate.ofEpochDay((long) firstDay + day).toString();
            return new String[] {id, date, kind, String.format(Locale.ROOT, "%.4f", score)};
        }
    }
}
