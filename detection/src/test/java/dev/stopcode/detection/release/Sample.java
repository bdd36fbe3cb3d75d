package dev.stopcode.detection.release;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Two drivers with releases that are worse in all ways, and what is made of them by a track: devices, installs, events. */
final class Sample {

    static final int FIRST_DAY = day("2025-01-06");
    static final int LAST_DAY = FIRST_DAY + 100;

    private Sample() {}

    static Counting counting(String track) {
        return track.equals("events") ? Counting.EVENTS : Counting.DEVICES;
    }

    /** The counts of each driver on some days. */
    static Map<String, ReleaseCounts> counts(String track, IntPredicate days) {
        Map<String, ReleaseCounts> drivers = new TreeMap<>();
        for (String[] row : lines("rows.csv")) {
            if (days.test(day(row[0]))) {
                drivers.computeIfAbsent(row[1], first -> new ReleaseCounts())
                        .add(row[2], row[3], day(row[0]), Long.parseLong(row[track.equals("events") ? 4 : 5]));
            }
        }
        for (String[] row : track.equals("installs") ? lines("installs.csv") : List.<String[]>of()) {
            if (days.test(day(row[0]))) {
                Objects.requireNonNull(drivers.get(row[1])).addInstalls(row[2], day(row[0]), Long.parseLong(row[3]));
            }
        }
        return drivers;
    }

    /** Scores by driver, version, failure and date. */
    static Map<String, Double> scores(String track) {
        Map<String, Double> scores = new TreeMap<>();
        lines("scores.csv").stream()
                .filter(row -> row[0].equals(track))
                .forEach(row ->
                        scores.put(String.join(" ", row[1], row[2], row[3], row[4]), Double.parseDouble(row[5])));
        return scores;
    }

    static Map<String, Double> scores(String driver, JudgedRelease release) {
        Map<String, Double> scores = new TreeMap<>();
        release.failures()
                .forEach(failure -> failure.days()
                        .forEach(score -> scores.put(
                                String.join(
                                        " ",
                                        driver,
                                        release.version(),
                                        failure.failure(),
                                        LocalDate.ofEpochDay(score.day()).toString()),
                                score.score())));
        return scores;
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static List<String[]> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Sample.class.getResourceAsStream("/release/" + file)),
                StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
