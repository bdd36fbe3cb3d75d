package dev.stopcode.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrambleTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 0x7FFF_FFFFL, 0x1234_5678_9ABCL, (1L << 60) - 1})
    void shouldBeReversible(long number) {
        assertThat(Scramble.of(number)).isBetween(0L, (1L << 60) - 1);
        assertThat(Scramble.undo(Scramble.of(number))).isEqualTo(number);
    }
}
