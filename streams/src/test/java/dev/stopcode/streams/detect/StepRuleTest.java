package dev.stopcode.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRuleTest {

    private final StepRule rule = new StepRule(5, 10);

    /** Poisson counts around a level, with Sundays at 70 %. */
    private static long[] steady(double level, int days, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, days)
                .mapToLong(day -> poisson(day % 7 == 6 ? 0.7 * level : level, random))
                .toArray();
    }

    private static long poisson(double mean, Random random) {
        if (mean > 50) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        long count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private Judgement judge(long[] counts) {
        return rule.judge(counts, counts.length - 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.5, 3, 20, 300, 20_000})
    void shouldStaySilentOnASteadySeries(double level) {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(judge(steady(level, 90, seed)).incidents()).isEmpty();
        }
    }

    @Test
    void shouldFindASpikeAndItsEnd() {
        // Given
        long[] counts = steady(5, 90, 1);
        counts[60] = 60;

        // When
        Judgement judgement = judge(counts);

        // Then
        assertThat(judgement.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.start()).isEqualTo(60);
            assertThat(incident.end()).isEqualTo(60);
            assertThat(incident.resolved()).isBetween(63, 66);
            assertThat(incident.score()).isGreaterThan(10);
        });
        assertThat(judgement.upperBound()[60]).isLessThan(60);
    }

    @Test
    void shouldKeepAStepOpenAgainstTheBaselineBeforeIt() {
        // Given
        long[] counts = steady(8, 80, 2);
        long[] high = steady(32, 80, 3);
        System.arraycopy(high, 60, counts, 60, 20);

        // When
        Judgement judgement = judge(counts);

        // Then
        assertThat(judgement.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.start()).isBetween(60, 61);
            assertThat(incident.isOpen()).isTrue();
            assertThat(incident.mean()).isBetween(6.0, 10.0);
        });
    }

    @Test
    void shouldTakeALevelThatLastsAsTheNewBaseline() {
        // Given
        long[] counts = steady(8, 118, 4);
        long[] high = steady(40, 118, 5);
        System.arraycopy(high, 50, counts, 50, 68);

        // When
        Judgement judgement = judge(counts);

        // Then
        assertThat(judgement.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.newLevel()).isTrue();
            assertThat(incident.isOpen()).isFalse();
        });
        assertThat(judgement.expected()[117]).isGreaterThan(25);
    }

    @Test
    void shouldFindAFailureThatWasNeverThere() {
        // Given
        long[] counts = new long[60];
        counts[50] = 4;
        counts[51] = 9;
        counts[52] = 9;

        // When / Then
        assertThat(judge(counts).incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.start()).isEqualTo(50);
            assertThat(incident.mean()).isZero();
        });
    }

    @Test
    void shouldJudgeNothingWithoutHistory() {
        // Given
        long[] counts = new long[28];
        counts[27] = 500;

        // When / Then
        assertThat(judge(counts).incidents()).isEmpty();
    }

    @Test
    void shouldLeaveDaysOutThatWereNotHarvested() {
        // Given
        long[] counts = steady(20, 90, 6);
        counts[70] = StepRule.UNKNOWN;
        counts[40] = StepRule.UNKNOWN;

        // When / Then
        assertThat(judge(counts).incidents()).isEmpty();
        assertThat(judge(counts).expected()[71]).isGreaterThan(15);
    }

    @Test
    void shouldNotTakeDaysForCalmThatAreStillBeingCounted() {
        // Given
        long[] counts = steady(8, 80, 7);
        for (int day = 60; day < 77; day++) {
            counts[day] = 40;
        }
        counts[77] = 9;
        counts[78] = 3;
        counts[79] = 1;

        // When
        Incident settled = judge(counts).incidents().getFirst();
        Incident counting = rule.judge(counts, 76).incidents().getFirst();

        // Then
        assertThat(settled.isOpen()).isFalse();
        assertThat(counting.isOpen()).isTrue();
    }

    @Test
    void shouldSayOfAPrefixWhatItSaysOfTheWhole() {
        // Given
        long[] counts = steady(12, 118, 8);
        counts[45] = 90;
        Arrays.fill(counts, 80, 100, 60);

        for (int length = 30; length < counts.length; length++) {
            // When
            Judgement prefix = judge(Arrays.copyOf(counts, length));

            // Then
            int end = length;
            assertThat(prefix.incidents().stream().filter(incident -> !incident.isOpen()))
                    .containsExactlyElementsOf(judge(counts).incidents().stream()
                            .filter(incident -> incident.resolved() >= 0 && incident.resolved() < end)
                            .toList());
            assertThat(prefix.expected()).isEqualTo(Arrays.copyOf(judge(counts).expected(), length));
        }
    }
}
