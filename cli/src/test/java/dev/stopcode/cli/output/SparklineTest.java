package dev.stopcode.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void shouldShowTheLargestAsTheHighestBar() {
        assertThat(Sparkline.of(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L))).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(List.of(800L, 100L, 1L))).isEqualTo("█▁▁");
    }

    @Test
    void shouldTellADayWithoutAFailureFromOneThatIsNotKnown() {
        assertThat(Sparkline.of(Arrays.asList(0L, null, 3L))).isEqualTo(" ·█");
        assertThat(Sparkline.of(List.of())).isEmpty();
    }
}
