package dev.stopcode.detection.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesDetectorTest {

    private static final int HISTORY = 90;
    private static final int DAYS = 120;
    private static final double THRESHOLD = 3.7;
    private static final LocalDate FIRST = LocalDate.parse("2025-01-06");
    private static final double[] COMPLETE =
            LongStream.range(0, DAYS).mapToDouble(day -> 1).toArray();

    private final SeriesDetector detector = new SeriesDetector();

    private static List<String[]> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SeriesDetectorTest.class.getResourceAsStream("/series/" + file)),
                StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, long[]> sample() {
        return lines("series.csv").stream()
                .collect(Collectors.groupingBy(
                        line -> line[0],
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                all -> all.stream()
                                        .mapToLong(line -> Long.parseLong(line[2]))
                                        .toArray())));
    }

    private double[] scores(long[] counts) {
        double[] scores = new double[DAYS];
        for (int day = HISTORY - SeriesDetector.MEMORY_DAYS; day < DAYS; day++) {
            scores[day] = detector.judge(counts, COMPLETE, day);
        }
        return scores;
    }

    /** The scores, to four digits, and kinds that an independent program in another language gives. */
    @Test
    void shouldAgreeWithTheMethodsReference() {
        Map<String, String> expected = new TreeMap<>();
        lines("scores.csv").forEach(line -> expected.put(line[0] + " " + line[1], line[2] + " " + line[3]));

        Map<String, String> actual = new TreeMap<>();
        sample().forEach((id, counts) -> {
            double[] scores = scores(counts);
            for (int day = HISTORY; day < DAYS; day++) {
                if (SeriesDetector.isNewHigh(scores, day)) {
                    detector.judge(counts, COMPLETE, day);
                    String kind = scores[day] < THRESHOLD
                            ? "none"
                            : detector.rise(counts, day).name().toLowerCase(Locale.ROOT);
                    double rounded = Math.round(scores[day] * 10_000) / 10_000.0;
                    actual.put(id + " " + FIRST.plusDays(day), kind + " " + rounded);
                }
            }
        });

        assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(100);
    }

    @Test
    void shouldSayWhatTheScoreIsMadeOf() {
        // Given
        long[] counts = constant(20);
        counts[100] = 60;
        counts[101] = 60;

        // When
        double score = detector.judge(counts, COMPLETE, 101);

        // Then
        assertThat(score).isGreaterThan(THRESHOLD);
        assertThat(detector.window()).isEqualTo(2);
        assertThat(detector.observed()).isEqualTo(120);
        assertThat(detector.expected()).isCloseTo(40, within(1.0));
        assertThat(detector.variance()).isGreaterThan(40);
        assertThat(detector.rise(counts, 101)).isEqualTo(Rise.SPIKE);
    }

    @Test
    void shouldNotTakeAnUnknownDayForOneWithoutFailures() {
        // Given
        long[] counts = constant(20);
        counts[100] = 30;
        double score = detector.judge(counts, COMPLETE, 100);
        Arrays.fill(counts, 80, 90, SeriesDetector.UNKNOWN);

        // When
        double unknown = detector.judge(counts, COMPLETE, 100);
        Arrays.fill(counts, 80, 90, 0);
        double none = detector.judge(counts, COMPLETE, 100);

        // Then
        assertThat(unknown).isCloseTo(score, within(.3));
        assertThat(none).isNotCloseTo(score, within(.5));
    }

    @Test
    void shouldExpectLessOfADayThatIsNotComplete() {
        // Given
        long[] counts = constant(20);
        double[] half = COMPLETE.clone();
        half[100] = .5;
        counts[100] = 25;

        // When / Then
        assertThat(detector.judge(counts, half, 100)).isGreaterThan(detector.judge(counts, COMPLETE, 100) + .5);
    }

    @Test
    void shouldJudgeADayByWhatCameBeforeItAlone() {
        long[] counts = sample().values().iterator().next();
        double score = detector.judge(counts, COMPLETE, 100);
        Arrays.fill(counts, 101, DAYS, 1_000_000);

        assertThat(detector.judge(counts, COMPLETE, 100)).isEqualTo(score);
    }

    @Test
    void shouldTellNothingOfASeriesThatIsTooShort() {
        long[] counts = constant(20);
        counts[30] = 1000;

        assertThat(detector.judge(counts, COMPLETE, 30)).isZero();
    }

    private static long[] constant(long count) {
        long[] counts = new long[DAYS];
        Arrays.fill(counts, count);
        return counts;
    }
}
