package dev.stopcode.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.admin.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

    @Test
    void shouldSayOnceWhatPutsManyDifferencesRight() {
        // Given
        List<Difference> differences = List.of(
                new Difference("a", "the topic is missing", "create it"),
                new Difference("b", "12 partitions instead of 6", "create it anew"),
                new Difference("c", "the topic is missing", "create it"));

        // When
        List<String> lines = Provisioning.byRemedy(differences);

        // Then
        assertThat(lines)
                .containsExactly(
                        "a: the topic is missing",
                        "c: the topic is missing",
                        "-> create it",
                        "b: 12 partitions instead of 6",
                        "-> create it anew");
    }
}
