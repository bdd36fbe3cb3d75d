package dev.stopcode.detection.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeBinomialTest {

    /** Sums the probabilities, each from the one before. */
    private static double below(int count, double mean, double variance) {
        double size = mean * mean / (variance - mean);
        double probability = Math.pow(size / (size + mean), size);
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += probability;
            probability *= (k + size) / (k + 1) * mean / (size + mean);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, .5, 1, 7.3, 9.99, 10, 200, 1e4, 1e7})
    void shouldKnowTheBetaFunction(double q) {
        assertThat(IntStream.of(1, 2, 3, 9, 10, 11, 40, 5_000, 3_000_000)).allSatisfy(p -> {
            double expected = LogBeta.value(p, q);
            assertThat(NegativeBinomial.logBeta(p, q)).isCloseTo(expected, within(1e-13 * (1 + Math.abs(expected))));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 20, 60})
    void shouldTellHowUnlikelySoManyAre(int observed) {
        double expected = -Math.log10(1 - below(observed, 5, 12));

        assertThat(NegativeBinomial.surprise(observed, 5, 12)).isCloseTo(expected, within(1e-6 * (1 + expected)));
    }
}
