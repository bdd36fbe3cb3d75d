package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, which a terminal sends to every process of {@code stopcode up}. */
class InterruptIT {

    private static final int INTERRUPTED = 130;

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"start:", "harvest:"})
    void shouldStopWithoutAComplaint(String stage) throws Exception {
        try (StopcodeProcess up = StopcodeProcess.startUp(dir, dir.resolve("data"), 0)) {
            // Given
            await().atMost(Duration.ofMinutes(1)).until(() -> up.err().contains(stage));

            // When
            up.interruptAll();

            // Then
            assertThat(up.await(60)).isEqualTo(INTERRUPTED);
            assertThat(up.err()).doesNotContain("stopcode: ", "Exception", "\tat ");
        }
    }
}
