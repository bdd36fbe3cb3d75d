package dev.stopcode.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {

    private long now = 7;

    private final ReadingProgress text = new ReadingProgress("import", 4_000_000, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void shouldTellBytesRowsRateAndTimeLeft() {
        pass(Duration.ofSeconds(20));

        assertThat(text.of(1_000_000, 50_000))
                .contains("import: 1.0 MB of 4.0 MB, 50,000 rows, 2,500 rows/s, about 1 min 00 s left");
        pass(Duration.ofSeconds(20));
        assertThat(text.of(4_000_000, 80_000)).contains("import: 4.0 MB of 4.0 MB, 80,000 rows, 2,000 rows/s");
    }

    @Test
    void shouldNotTellMoreOftenThanCanBeRead() {
        assertThat(text.of(1, 1000)).isEmpty();
        pass(Duration.ofMillis(100));
        assertThat(text.of(1, 2000)).isPresent();
        assertThat(text.of(2, 3000)).isEmpty();
    }
}
