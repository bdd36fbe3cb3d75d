package dev.stopcode.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageTimesTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldCountAStageUntilItIsLeftForTheLastTime() {
        // Given
        StageTimes times = new StageTimes(0, 2 * SECOND);

        // When
        times.at(Stage.HARVEST, 3 * SECOND);
        times.at(Stage.EVALUATE, 7 * SECOND);
        times.at(Stage.FETCH, 8 * SECOND);
        times.at(Stage.EVALUATE, 9 * SECOND);
        times.at(Stage.IDLE, 10 * SECOND + SECOND / 2);

        // Then
        assertThat(times.toJson())
                .hasToString("{\"start\":2.0,\"harvest\":5.0,\"evaluate\":3.5,\"fetch\":0.0,\"total\":10.5}");
    }
}
