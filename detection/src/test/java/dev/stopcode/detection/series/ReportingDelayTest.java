package dev.stopcode.detection.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReportingDelayTest {

    private static final long[] GROWING = {60, 90, 97, 100};

    private static long[] totals(int knownFrom, int knownTo) {
        long[] totals = new long[ReportingDelay.COMPLETE_AGE + 1];
        Arrays.setAll(totals, age -> 10 * GROWING[Math.min(age, GROWING.length - 1)]);
        Arrays.fill(totals, 0, knownFrom, SeriesDetector.UNKNOWN);
        Arrays.fill(totals, knownTo + 1, totals.length, SeriesDetector.UNKNOWN);
        return totals;
    }

    @Test
    void shouldBelieveThePriorAtFirst() {
        double[] shares = new ReportingDelay(new double[] {.5, .8}).shares();

        assertThat(shares).hasSize(ReportingDelay.COMPLETE_AGE + 1);
        assertThat(shares[0]).isCloseTo(.5, within(.01));
        assertThat(shares[1]).isCloseTo(.8, within(.01));
        assertThat(shares[2]).isEqualTo(1);
    }

    @Test
    void shouldLearnFromDaysThatWereSeenToGrow() {
        // Given
        ReportingDelay delay = new ReportingDelay(new double[] {1});

        // When
        for (int day = 0; day < 60; day++) {
            delay.learn(totals(0, Math.min(59 - day, ReportingDelay.COMPLETE_AGE)));
        }

        // Then
        double[] shares = delay.shares();
        assertThat(shares[0]).isCloseTo(.6, within(.03));
        assertThat(shares[1]).isCloseTo(.9, within(.02));
        assertThat(shares[3]).isEqualTo(1);
    }

    @Test
    void shouldLearnNothingFromDaysThatWereSeenOnceOrShrank() {
        // Given
        ReportingDelay delay = new ReportingDelay(new double[] {1});

        // When
        for (int day = 0; day < 30; day++) {
            delay.learn(totals(5, 5));
            long[] shrinking = new long[ReportingDelay.COMPLETE_AGE + 1];
            Arrays.setAll(shrinking, age -> 100 - age);
            delay.learn(shrinking);
        }

        // Then
        assertThat(delay.shares()).containsOnly(1);
    }
}
