package dev.stopcode.producer.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunReadingTest {

    private static final Instant RUN = Instant.parse("2026-03-10T06:00:00Z");

    private static RunReading read(RunReading reading, long... rows) {
        LongStream.of(rows).forEach(row -> reading.add(new HashValue128(row, ~row)));
        return reading;
    }

    private static RunReading resumed(long... published) {
        return RunReading.resume(read(RunReading.begin(RUN, 7), published).open());
    }

    @Test
    void shouldTakeRowsForNewThatWereNotPublishedBefore() {
        // Given
        RunReading reading = resumed(1, 2);

        // When / Then
        assertThat(reading.add(new HashValue128(1, ~1L))).isFalse();
        assertThat(reading.add(new HashValue128(2, ~2L))).isFalse();
        assertThat(reading.isBroken(false)).isFalse();
        assertThat(reading.add(new HashValue128(3, ~3L))).isTrue();
        assertThat(reading.open())
                .isEqualTo(read(RunReading.begin(RUN, 7), 1, 2, 3).open());
    }

    @Test
    void shouldNoticeThatOtherRowsWerePublished() {
        assertThat(read(resumed(1, 2), 1, 3).isBroken(false)).isTrue();
        assertThat(read(resumed(1, 2), 1).isBroken(false))
                .as("too early to tell")
                .isFalse();
        assertThat(read(resumed(1, 2), 1).isBroken(true))
                .as("fewer rows than were published")
                .isTrue();
        assertThat(read(resumed(1, 2), 2, 1).isBroken(true)).as("another order").isFalse();
    }

    @Test
    void shouldFindNothingBrokenInAHarvestThatBegins() {
        assertThat(read(RunReading.begin(RUN, 7), 1, 2).isBroken(true)).isFalse();
    }
}
