package dev.stopcode.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.config.StreamsConfig.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopcodeTopologyTest {

    private static final Path SNAPSHOT = Path.of("src/test/resources/topology.txt");

    @TempDir
    Path stateDir;

    @Test
    void shouldBeTheTopologyThatWasReviewed() throws IOException {
        // When
        String description = TopologyFixture.topology(
                        TopologyFixture.config(
                                Map.of("bootstrap.servers", "not-used:9092"),
                                Map.of("schema.registry.url", "mock://snapshot"),
                                stateDir,
                                Stores.MEMORY),
                        new SimpleMeterRegistry())
                .describe()
                .toString();

        // Then
        if (Boolean.getBoolean("topology.accept")) {
            Files.writeString(SNAPSHOT, description);
        }
        assertThat(description).as("""
                        The topology is not the one that was reviewed. A changed name of a store, a changelog or a \
                        sub-topology's number orphans the state of every running installation: keep it, or describe in \
                        CHANGELOG.md how to move. If the change is meant, run this test with -Dtopology.accept=true and \
                        commit %s.""", SNAPSHOT).isEqualTo(Files.readString(SNAPSHOT));
    }
}
