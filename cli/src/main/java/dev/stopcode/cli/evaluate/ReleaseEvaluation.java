package dev.stopcode.cli.evaluate;

import dev.stopcode.cli.csv.CountFile;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.detection.release.Counting;
import dev.stopcode.detection.release.DayScore;
import dev.stopcode.detection.release.JudgedFailure;
import dev.stopcode.detection.release.JudgedRelease;
import dev.stopcode.detection.release.ReleaseCounts;
import dev.stopcode.detection.release.ReleaseJudge;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges the releases of drivers, all days of their lives, as if each were the newest. */
public final class ReleaseEvaluation implements Evaluation {

    private static final String WORSE = "VERSION_REGRESSION";

    /** Days between the first and the last of a driver; beyond that a date is wrong. */
    private static final int MOST_DAYS = 3660;

    private static final int DATE = 0;
    private static final int DRIVER = 1;
    private static final int VERSION = 2;
    private static final int FAILURE = 3;
    private static final int COUNT = 4;
    private static final int INSTALLS = 3;

    private final Path file;
    private final @Nullable Path installs;
    private final Counting counting;
    private final ReleaseJudge judge;
    private final double threshold;
    private final double thresholdOfAll;

    /** @param installs the file of installs; null where they are not known */
    public ReleaseEvaluation(Path file, @Nullable Path installs, Counting counting, Sensitivity sensitivity) {
        this.file = file;
        this.installs = installs;
        this.counting = counting;
        this.judge = new ReleaseJudge(counting);
        this.threshold = counting.threshold(sensitivity);
        this.thresholdOfAll = counting.thresholdOfAll(sensitivity);
    }

    @Override
    public long size() {
        return CountFile.size(file) + (installs == null ? 0 : CountFile.size(installs));
    }

    @Override
    public String[] header() {
        return new String[] {"driver", "version", "failure", "date", "score", "kind"};
    }

    @Override
    public Nouns nouns() {
        return new Nouns("driver", "drivers", "release", "verdict");
    }

    @Override
    public Read read(Results results, Watch watch) {
        Map<String, ReleaseCounts> drivers = installs == null ? Map.of() : readInstalls(installs, watch);
        long before = installs == null ? 0 : CountFile.size(installs);
        try (CountFile rows = new CountFile(file, "date", "driver", "version", "failure", counted())) {
            return new Groups(rows, DRIVER, "driver")
                    .read(
                            name -> new Driver(
                                    name, Objects.requireNonNullElseGet(drivers.get(name), ReleaseCounts::new)),
                            results,
                            (bytes, number) -> watch.at(before + bytes, number));
        }
    }

    private String counted() {
        return counting == Counting.DEVICES ? "devices" : "events";
    }

    /** Installs are few beside failures: those of all drivers are held. */
    private static Map<String, ReleaseCounts> readInstalls(Path file, Watch watch) {
        Map<String, ReleaseCounts> drivers = new HashMap<>();
        try (CountFile rows = new CountFile(file, "date", "driver", "version", "installs")) {
            while (rows.next()) {
                drivers.computeIfAbsent(rows.text(DRIVER), first -> new ReleaseCounts())
                        .addInstalls(rows.text(VERSION), rows.day(DATE), rows.count(INSTALLS));
                watch.at(rows.bytes(), rows.rows());
            }
        }
        return drivers;
    }

    /** New highs, and the first day of a verdict. */
    private List<String[]> rows(String driver, String version, JudgedFailure failure) {
        List<String[]> rows = new ArrayList<>();
        double highest = 0;
        for (DayScore day : failure.days()) {
            if (day.score() > highest) {
                highest = day.score();
                rows.add(new String[] {
                    driver,
                    version,
                    failure.failure(),
                    LocalDate.ofEpochDay(day.day()).toString(),
                    String.format(Locale.ROOT, "%.4f", highest),
                    highest >= least(failure) ? WORSE : "none"
                });
            }
        }
        return rows;
    }

    private double least(JudgedFailure failure) {
        return failure.failure().equals(JudgedFailure.ALL) ? thresholdOfAll : threshold;
    }

    /** The counts of one driver. */
    private final class Driver implements Group {

        private final String name;
        private final ReleaseCounts counts;
        private int firstDay = Integer.MAX_VALUE;
        private int lastDay = Integer.MIN_VALUE;

        Driver(String name, ReleaseCounts counts) {
            this.name = name;
            this.counts = counts;
        }

        @Override
        public void add(CountFile row) {
            int day = row.day(DATE);
            firstDay = Math.min(firstDay, day);
            lastDay = Math.max(lastDay, day);
            if (lastDay - firstDay > MOST_DAYS) {
                throw row.problem(row.text(DATE) + " is more than " + MOST_DAYS + " days from another date of " + name
                        + ": is a date wrong?");
            }
            counts.add(row.text(VERSION), row.text(FAILURE), day, row.count(COUNT));
        }

        @Override
        public Results.OfGroup judge() {
            List<String[]> rows = new ArrayList<>();
            long raised = 0;
            List<JudgedRelease> releases = judge.judge(counts, lastDay);
            for (JudgedRelease release : releases) {
                for (JudgedFailure failure : release.failures()) {
                    rows.addAll(rows(name, release.version(), failure));
                    raised += failure.highest() >= least(failure) ? 1 : 0;
                }
            }
            return new Results.OfGroup(rows, releases.size(), raised);
        }
    }
}
