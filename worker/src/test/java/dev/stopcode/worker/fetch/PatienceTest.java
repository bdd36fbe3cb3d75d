package dev.stopcode.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void shouldWaitLongerAfterEveryFaultUpToALimit() {
        // Given
        Patience patience = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));

        // Then
        assertThat(IntStream.range(0, 6).mapToObj(patience::faultPause).map(Duration::toSeconds))
                .containsExactly(10L, 20L, 40L, 80L, 120L, 120L);
        assertThat(patience.faultPause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(2));
    }
}
