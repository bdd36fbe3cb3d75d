package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class NextPassTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant DUE = START.plus(Duration.ofHours(1));
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final MovedClock clock = new MovedClock();
    private final NextPass next = new NextPass(clock);

    private static final class MovedClock extends Clock {

        private Instant now = START;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return fixed(now, zone);
        }
    }

    @Test
    void shouldBeginWhenItIsDue() {
        // Given
        next.begin();

        // Then
        clock.advance(Duration.ofHours(1).minus(A_SECOND));
        assertThat(next.isTime(DUE)).isFalse();
        assertThat(next.isWanted()).isFalse();
        clock.advance(A_SECOND);
        assertThat(next.isTime(DUE)).isTrue();
    }

    @Test
    void shouldBeginAtOnceWhenAskedFor() {
        // Given
        next.begin();

        // When
        next.ask();

        // Then
        assertThat(next.isTime(DUE)).isTrue();
        assertThat(next.isWanted()).isTrue();
    }

    @Test
    void shouldBeginAtOnceAtAHintWhenTheLastOneIsLongAgo() {
        // Given
        next.begin();
        clock.advance(NextPass.BETWEEN_HINTS);
        assertThat(next.isTime(DUE)).isFalse();

        // When
        next.hint();

        // Then
        assertThat(next.isTime(DUE)).isTrue();
    }

    @Test
    void shouldMakeOnePassOfAllHintsOfAnInterval() {
        // Given
        int passes = 0;
        next.begin();

        // When: half a minute of hints
        for (int second = 0; second < 3 * NextPass.BETWEEN_HINTS.toSeconds(); second++) {
            for (int hint = 0; hint < 50; hint++) {
                next.hint();
            }
            clock.advance(A_SECOND);
            if (next.isTime(DUE)) {
                next.begin();
                passes++;
            }
        }

        // Then
        assertThat(passes).isEqualTo(3);
        clock.advance(NextPass.BETWEEN_HINTS);
        assertThat(next.isTime(DUE)).as("nothing is left of them").isFalse();
    }

    @Test
    void shouldRememberAHintThatComesDuringAPass() {
        // Given
        next.begin();
        next.hint();
        clock.advance(Duration.ofMinutes(5));

        // Then
        assertThat(next.isWanted()).isTrue();
        assertThat(next.isTime(DUE)).isTrue();
    }
}
