package dev.stopcode.detection.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stopcode.detection.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days are counted from the first that a driver is known of. */
class ReleaseJudgeTest {

    private static final int LAST_DAY = 80;
    private static final int RELEASE_DAY = 45;
    private static final String OLD = "1.0.0.1";
    private static final String RELEASE = "1.0.1.7";

    /** Failures and how many there are of each on a day, all over. */
    private static final Map<String, Integer> FAILURES =
            new TreeMap<>(Map.of("f1", 24, "f2", 18, "f3", 12, "f4", 6, "f5", 6, "f6", 4));

    private final ReleaseJudge judge = new ReleaseJudge(Counting.DEVICES);

    /** The scores, to four digits, that an independent program in another language gives. */
    @ParameterizedTest
    @ValueSource(strings = {"devices", "installs", "events"})
    void shouldAgreeWithTheMethodsReference(String track) {
        Map<String, Double> expected = Sample.scores(track);

        Map<String, Double> actual = new TreeMap<>();
        Sample.counts(track, row -> true)
                .forEach((driver, counts) -> new ReleaseJudge(Sample.counting(track))
                        .judge(counts, Sample.LAST_DAY)
                        .forEach(release -> actual.putAll(Sample.scores(driver, release))));

        assertThat(actual.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(50);
        expected.forEach((day, score) -> assertThat(actual.get(day)).as(day).isCloseTo(score, within(1e-3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "installs", "events"})
    void shouldJudgeADayByWhatCameBeforeItAlone(String track) {
        ReleaseJudge judge = new ReleaseJudge(Sample.counting(track));
        Map<String, ReleaseCounts> all = Sample.counts(track, row -> true);
        for (int day = Sample.FIRST_DAY + 30; day <= Sample.LAST_DAY; day += 3) {
            int today = day;
            Map<String, ReleaseCounts> cut = Sample.counts(track, row -> row <= today);

            cut.forEach((driver, counts) -> {
                ReleaseCounts whole = Objects.requireNonNull(all.get(driver));
                assertThat(judge.judge(counts, Sample.LAST_DAY)).isEqualTo(judge.judge(whole, today));
                assertThat(upTo(today, judge.judge(counts, Sample.LAST_DAY)))
                        .isEqualTo(upTo(today, judge.judge(whole, Sample.LAST_DAY)));
            });
        }
    }

    private static List<JudgedRelease> upTo(int day, List<JudgedRelease> releases) {
        return releases.stream()
                .filter(release -> release.firstDay() <= day)
                .map(release -> new JudgedRelease(
                        release.version(),
                        release.firstDay(),
                        release.predecessors(),
                        upTo(release.failures(), day),
                        upTo(release.less(), day),
                        null))
                .toList();
    }

    private static List<JudgedFailure> upTo(List<JudgedFailure> failures, int day) {
        return failures.stream()
                .map(failure -> new JudgedFailure(
                        failure.failure(),
                        failure.days().stream()
                                .filter(score -> score.day() <= day)
                                .toList()))
                .filter(failure -> !failure.days().isEmpty())
                .toList();
    }

    @Test
    void shouldSayWhatAScoreIsMadeOf() {
        // Given
        ReleaseCounts counts = usual();
        each(RELEASE_DAY, day -> counts.add(RELEASE, "new", day, 2));

        // When
        List<JudgedRelease> releases = judge.judge(counts, LAST_DAY);

        // Then
        assertThat(releases).singleElement().satisfies(release -> {
            assertThat(release.version()).isEqualTo(RELEASE);
            assertThat(release.firstDay()).isEqualTo(RELEASE_DAY);
            assertThat(release.predecessors())
                    .containsExactly(new JudgedRelease.Predecessor(OLD, 28 * usualOf(OLD, RELEASE_DAY - 1)));
            assertThat(release.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.failure()).isEqualTo("new");
                DayScore last = failure.days().getLast();
                assertThat(last.score()).isGreaterThan(Counting.DEVICES.threshold(Sensitivity.NORMAL));
                assertThat(last.observed()).isEqualTo(2 * 35);
                assertThat(last.exposure()).isEqualTo(35 * (2 + usualOf(RELEASE, RELEASE_DAY)));
                assertThat(last.expected()).isZero();
                assertThat(last.ofPredecessors()).isZero();
                assertThat(last.exposureOfPredecessors())
                        .isEqualTo(28 * usualOf(OLD, RELEASE_DAY - 1) + 35 * usualOf(OLD, RELEASE_DAY));
                assertThat(last.spread()).isBetween(.1, .4);
                assertThat(last.limit()).isEqualTo(Limit.SAME_DAYS);
            });
        });
    }

    @Test
    void shouldTellHowMuchMoreThereIsOfAKnownFailure() {
        // Given
        ReleaseCounts counts = usual();
        each(RELEASE_DAY, day -> counts.add(RELEASE, "f4", day, 3 * usual(RELEASE, "f4", day)));

        // When
        DayScore score = lastScore(counts, "f4");

        // Then
        assertThat(score.score()).isGreaterThan(Counting.DEVICES.threshold(Sensitivity.NORMAL));
        assertThat(score.ratio()).isBetween(2.5, 4.2);
    }

    @Test
    void shouldFindThatAFailureWasFixed() {
        // Given a release that does not have one of the failures, and another as seldom as it is
        ReleaseCounts counts = new ReleaseCounts();
        addUsual(counts, OLD, 0);
        each(
                RELEASE_DAY,
                day -> FAILURES.keySet().stream()
                        .filter(failure -> !failure.equals("f3"))
                        .forEach(failure -> counts.add(RELEASE, failure, day, usual(RELEASE, failure, day))));

        // When / Then
        assertThat(judge.judge(counts, LAST_DAY)).singleElement().satisfies(release -> {
            assertThat(release.failures()).isEmpty();
            assertThat(release.less()).singleElement().satisfies(failure -> {
                assertThat(failure.failure()).isEqualTo("f3");
                DayScore last = failure.days().getLast();
                assertThat(last.score()).isGreaterThan(Counting.DEVICES.threshold(Sensitivity.NORMAL));
                assertThat(last.observed()).isZero();
                assertThat(last.expected()).isCloseTo(35 * 6, within(30.0));
            });
        });
    }

    @Test
    void shouldNotPraiseAReleaseForWhatIsGoneEverywhere() {
        // Given a failure that goes with the release in another branch, and a predecessor that is gone by then
        ReleaseCounts counts = new ReleaseCounts();
        for (int day = 0; day <= LAST_DAY; day++) {
            for (String failure : FAILURES.keySet()) {
                if (!failure.equals("f3") || day < RELEASE_DAY) {
                    counts.add(day < RELEASE_DAY ? OLD : RELEASE, failure, day, usual(OLD, failure, day));
                    counts.add("2.0.0.1", failure, day, usual(OLD, failure, day));
                }
            }
        }

        // When / Then
        assertThat(judge.judge(counts, LAST_DAY))
                .singleElement()
                .satisfies(release -> assertThat(release.less())
                        .allSatisfy(failure -> assertThat(failure.highest())
                                .isLessThan(Counting.DEVICES.threshold(Sensitivity.NORMAL) / 2)));
    }

    @Test
    void shouldTakeAFailureByAnotherNameForTheSame() {
        // Given
        ReleaseCounts counts = new ReleaseCounts();
        addUsual(counts, OLD, 0);
        each(
                RELEASE_DAY,
                day -> FAILURES.forEach((failure, share) -> counts.add(
                        RELEASE, failure.equals("f3") ? "renamed" : failure, day, usual(RELEASE, failure, day))));

        // When / Then
        assertThat(judge.judge(counts, LAST_DAY))
                .singleElement()
                .satisfies(release -> assertThat(release.failures()).isEmpty())
                .satisfies(release -> assertThat(release.less()).isEmpty());
    }

    @Test
    void shouldNotBlameAReleaseForWhatRoseEverywhere() {
        // Given a failure that rises with the release in another branch, and a predecessor that is gone by then
        ReleaseCounts counts = new ReleaseCounts();
        for (int day = 0; day <= LAST_DAY; day++) {
            for (String failure : FAILURES.keySet()) {
                int rise = failure.equals("f4") && day >= RELEASE_DAY ? 6 : 1;
                counts.add(day < RELEASE_DAY ? OLD : RELEASE, failure, day, rise * usual(OLD, failure, day));
                counts.add("2.0.0.1", failure, day, rise * usual(OLD, failure, day));
            }
        }

        // When / Then
        assertThat(judge.judge(counts, LAST_DAY))
                .singleElement()
                .satisfies(release -> assertThat(release.failures())
                        .allSatisfy(failure -> assertThat(failure.days()).allSatisfy(score -> {
                            assertThat(score.limit()).isEqualTo(Limit.OTHER_VERSIONS);
                            assertThat(score.score()).isLessThan(Counting.DEVICES.threshold(Sensitivity.NORMAL) / 2);
                        })));
    }

    @Test
    void shouldFindThatEverythingIsWorseOnlyWithInstalls() {
        // Given
        ReleaseCounts counts = usual();
        addUsual(counts, RELEASE, RELEASE_DAY);
        ReleaseCounts withInstalls = usual();
        addUsual(withInstalls, RELEASE, RELEASE_DAY);
        for (int day = 0; day <= LAST_DAY; day++) {
            withInstalls.addInstalls(OLD, day, 1000 * usualOf(OLD, day));
            withInstalls.addInstalls(RELEASE, day, day < RELEASE_DAY ? 0 : 1000 * usualOf(RELEASE, day));
        }

        // When / Then
        assertThat(judge.judge(counts, LAST_DAY).getFirst().failures()).isEmpty();
        DayScore score = lastScore(withInstalls, JudgedFailure.ALL);
        assertThat(score.score()).isGreaterThan(Counting.DEVICES.thresholdOfAll(Sensitivity.NORMAL));
        assertThat(score.ratio()).isCloseTo(2, within(.1));
        assertThat(judge.judge(withInstalls, LAST_DAY).getFirst().rates()).satisfies(rates -> {
            assertThat(rates.throughDay()).isEqualTo(RELEASE_DAY + 34);
            assertThat(rates.devices()).isEqualTo(35 * 1000 * usualOf(RELEASE, RELEASE_DAY));
            assertThat(rates.count()).isEqualTo(2 * 35 * usualOf(RELEASE, RELEASE_DAY));
            assertThat(rates.ratio()).isCloseTo(2, within(.1));
        });
    }

    @Test
    void shouldFindThatEverythingIsBetterOnlyWithInstalls() {
        // Given
        ReleaseCounts counts = usual();
        for (int day = 0; day <= LAST_DAY; day++) {
            counts.addInstalls(OLD, day, 1000 * usualOf(OLD, day));
            counts.addInstalls(RELEASE, day, day < RELEASE_DAY ? 0 : 2000 * usualOf(RELEASE, day));
        }

        // When
        JudgedRelease release = judge.judge(counts, LAST_DAY).getFirst();

        // Then
        assertThat(judge.judge(usual(), LAST_DAY).getFirst().less()).isEmpty();
        assertThat(release.failures()).isEmpty();
        assertThat(release.less()).singleElement().satisfies(all -> {
            assertThat(all.failure()).isEqualTo(JudgedFailure.ALL);
            assertThat(all.highest()).isGreaterThan(Counting.DEVICES.thresholdOfAll(Sensitivity.NORMAL));
            assertThat(all.days().getLast().ratio()).isCloseTo(.5, within(.05));
        });
    }

    @Test
    void shouldNotTakeDaysWithoutInstallsForDaysWithoutDevices() {
        // Given installs that are not known of the predecessor's second half, nor of the release since its tenth day
        ReleaseCounts counts = usual();
        for (int day = 0; day < RELEASE_DAY + 10; day++) {
            counts.addInstalls(OLD, day, day > RELEASE_DAY - 14 && day < RELEASE_DAY ? 0 : 1000 * usualOf(OLD, day));
            counts.addInstalls(RELEASE, day, day < RELEASE_DAY ? 0 : 1000 * usualOf(RELEASE, day));
        }

        // When
        JudgedRelease release = judge.judge(counts, LAST_DAY).getFirst();

        // Then
        assertThat(release.failures()).isEmpty();
        assertThat(release.rates()).satisfies(rates -> {
            assertThat(rates.throughDay()).isEqualTo(RELEASE_DAY + 9);
            assertThat(rates.ratio()).isCloseTo(1, within(.01));
        });
    }

    @Test
    void shouldJudgeOnlyReleasesThatHavePredecessors() {
        // Given the first of a branch, an old version seen late, and what is no version
        ReleaseCounts counts = usual();
        for (String version : List.of("1.1.0.1", "1.0.0.0", "Unknown")) {
            each(RELEASE_DAY, day -> counts.add(version, "new", day, 9));
        }

        // When / Then
        assertThat(judge.judge(counts, LAST_DAY))
                .extracting(JudgedRelease::version)
                .containsExactly(RELEASE);
    }

    @Test
    void shouldTakeWhatIsNoVersionForTheRest() {
        // Given a failure that rises with the release in failures of no version
        ReleaseCounts counts = new ReleaseCounts();
        for (int day = 0; day <= LAST_DAY; day++) {
            int rise = day < RELEASE_DAY ? 1 : 6;
            for (String failure : FAILURES.keySet()) {
                int times = failure.equals("f4") ? rise : 1;
                counts.add(day < RELEASE_DAY ? OLD : RELEASE, failure, day, times * usual(OLD, failure, day));
                counts.add("Unknown", failure, day, times * usual(OLD, failure, day));
            }
        }

        // When / Then
        assertThat(judge.judge(counts, LAST_DAY)).singleElement().satisfies(release -> {
            assertThat(release.predecessors())
                    .extracting(JudgedRelease.Predecessor::version)
                    .containsExactly(OLD);
            assertThat(release.failures())
                    .allSatisfy(failure -> assertThat(failure.days())
                            .allMatch(score -> score.score() < Counting.DEVICES.threshold(Sensitivity.NORMAL) / 2));
        });
    }

    @Test
    void shouldKnowNothingOfWhatWasNeverCounted() {
        ReleaseCounts counts = new ReleaseCounts();
        counts.add(OLD, "f1", 3, 0);

        assertThat(judge.judge(counts, LAST_DAY)).isEmpty();
    }

    @Test
    void shouldRefuseACountBelowZero() {
        ReleaseCounts counts = new ReleaseCounts();

        assertThatThrownBy(() -> counts.add(OLD, "f1", 3, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counts.addInstalls(OLD, 3, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A release that takes half of the devices of the one before, and has the same failures. */
    private static ReleaseCounts usual() {
        ReleaseCounts counts = new ReleaseCounts();
        addUsual(counts, OLD, 0);
        addUsual(counts, RELEASE, RELEASE_DAY);
        return counts;
    }

    private static void addUsual(ReleaseCounts counts, String version, int firstDay) {
        each(
                firstDay,
                day -> FAILURES.keySet()
                        .forEach(failure -> counts.add(version, failure, day, usual(version, failure, day))));
    }

    private static long usual(String version, String failure, int day) {
        int all = FAILURES.getOrDefault(failure, 0);
        return version.equals(OLD) && day < RELEASE_DAY ? all : all / 2;
    }

    private static long usualOf(String version, int day) {
        return FAILURES.keySet().stream()
                .mapToLong(failure -> usual(version, failure, day))
                .sum();
    }

    private static void each(int firstDay, IntConsumer consumer) {
        IntStream.rangeClosed(firstDay, LAST_DAY).forEach(consumer);
    }

    private DayScore lastScore(ReleaseCounts counts, String failure) {
        return judge.judge(counts, LAST_DAY).getFirst().failures().stream()
                .filter(judged -> judged.failure().equals(failure))
                .findFirst()
                .orElseThrow()
                .days()
                .getLast();
    }
}
