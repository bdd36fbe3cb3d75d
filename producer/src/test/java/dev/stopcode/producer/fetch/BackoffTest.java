package dev.stopcode.producer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(3), new Random(1));

    @Test
    void shouldDoubleUpToTheLongestPause() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
    }

    @Test
    void shouldBeginAgainAfterASuccess() {
        // Given
        backoff.next();
        backoff.next();

        // When
        backoff.reset();

        // Then
        assertThat(backoff.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
