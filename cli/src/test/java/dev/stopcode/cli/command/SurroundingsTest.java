package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurroundingsTest {

    @Test
    void shouldTakeATerminalThatDoesNotKnowItsWidthForOneOfUsualWidth() {
        assertThat(Surroundings.columns(0)).isEqualTo(100);
        assertThat(Surroundings.columns(57)).isEqualTo(57);
    }
}
