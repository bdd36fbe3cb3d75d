package dev.stopcode.detection.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stopcode.detection.Sensitivity;
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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesDetectorTest {

    private static final int HISTORY = 90;
    private static final int DAYS = 120;
    private static final double THRESHOLD = Sensitivity.NORMAL.threshold();
    private static final double SUSPICIOUS = 1;
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

    /** The scores, to four digits, and kinds that an independent program in another language gives to days of three failures and more. */
    @Test
    void shouldAgreeWithTheMethodsReference() {
        Map<String, String> expected = new TreeMap<>();
        lines("scores.csv").forEach(line -> expected.put(line[0] + " " + line[1], line[2] + " " + line[3]));

        Map<String, String> actual = new TreeMap<>();
        sample().forEach((id, counts) -> {
            for (int day = HISTORY; day < DAYS; day++) {
                double score = counts[day] < 3 ? 0 : detector.judge(counts, COMPLETE, day);
                if (score >= SUSPICIOUS) {
                    String kind = score < THRESHOLD
                            ? "none"
                            : detector.rise(counts, day).name().toLowerCase(Locale.ROOT);
                    double rounded = Math.round(score * 10_000) / 10_000.0;
                    actual.put(id + " " + FIRST.plusDays(day), kind + " " + rounded);
                }
            }
        });

        assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(250);
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
    void shouldHearALittleAfterALongSilence() {
        // Given
        long[] counts = constant(2);
        Arrays.fill(counts, 40, DAYS, 0);
        counts[100] = 1;
        counts[102] = 1;
        counts[103] = 3;

        // When
        double score = detector.judge(counts, COMPLETE, 103);

        // Then
        assertThat(score).isGreaterThan(THRESHOLD);
        assertThat(detector.rise(counts, 103)).isEqualTo(Rise.RESURFACED);
        assertThat(detector.observed()).isEqualTo(5);
        assertThat(detector.expected()).isLessThan(.2);
    }

    @Test
    void shouldExpectLittleToBeHeardAfterAShorterSilence() {
        long[] counts = constant(2);
        Arrays.fill(counts, 40, DAYS, 0);
        counts[100] = 3;
        double longSilence = detector.judge(counts, COMPLETE, 100);
        Arrays.fill(counts, 40, 70, 2);

        assertThat(detector.judge(counts, COMPLETE, 100)).isBetween(.5, longSilence);
    }

    @Test
    void shouldSayNothingOfTwoFailuresHoweverLongTheSilence() {
        long[] counts = constant(0);
        counts[110] = 2;
        assertThat(detector.judge(counts, COMPLETE, 110)).isZero();

        counts[110] = 3;
        assertThat(detector.judge(counts, COMPLETE, 110)).isGreaterThan(THRESHOLD);
    }

    @Test
    void shouldExpectMoreOfDaysThatHangTogether() {
        // Given
        long[] counts = new long[DAYS];
        long[] inBlocks = new long[DAYS];
        for (int day = 0; day < DAYS; day++) {
            counts[day] = day * 13 % 20 < 10 ? 130 : 70;
            inBlocks[day] = day % 20 < 10 ? 130 : 70;
        }
        Arrays.fill(counts, 98, 103, 180);
        Arrays.fill(inBlocks, 98, 103, 180);

        // When / Then
        assertThat(detector.judge(inBlocks, COMPLETE, 102)).isLessThan(detector.judge(counts, COMPLETE, 102) - 2);
    }

    @Test
    void shouldNotTakeTheEndOfAHolidayForARise() {
        // Given
        long[] counts = new long[DAYS];
        for (int day = 0; day < DAYS; day++) {
            long usual = 380 + day * 13L % 41 * 19 / 20;
            counts[day] = day < 57 || day > 65 ? usual : usual / 2;
        }

        // When / Then
        assertThat(IntStream.range(66, DAYS).mapToDouble(day -> detector.judge(counts, COMPLETE, day)))
                .allSatisfy(score -> assertThat(score).isLessThan(THRESHOLD - .5));
    }

    @Test
    void shouldRaiseARiseOnceAndAgainWhereItIsClearlyWorse() {
        double[] scores = {0, 1, 5, 5.5, 4.8, 6.4, 7, 3, 0, 0, 0, 0, 0, 0, 4.5};

        assertThat(IntStream.range(0, scores.length).filter(day -> SeriesDetector.isRaised(scores, day, THRESHOLD)))
                .containsExactly(2, 14);
        scores[6] = 7.5;
        assertThat(SeriesDetector.isRaised(scores, 6, THRESHOLD)).isTrue();
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
