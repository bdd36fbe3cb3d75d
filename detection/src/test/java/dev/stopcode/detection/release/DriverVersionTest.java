package dev.stopcode.detection.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverVersionTest {

    @Test
    void shouldOrderByNumbersAndNotByText() {
        assertThat(Stream.of("10.0.1.2", "9.10.0.0", "9.9.12.1", "9.9.9.30").map(DriverVersion::parse))
                .map(version -> version.orElseThrow().toString())
                .isSortedAccordingTo((one, other) -> DriverVersion.parse(other)
                        .orElseThrow()
                        .compareTo(DriverVersion.parse(one).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Unknown", "", "1.2.3", "1.2.3.4.5", "1.2.3.x", "1.2.3.-4", " 1.2.3.4", "1.2.3.12345678901"})
    void shouldNotTakeAnotherTextForAVersion(String text) {
        assertThat(DriverVersion.parse(text)).isEmpty();
    }
}
