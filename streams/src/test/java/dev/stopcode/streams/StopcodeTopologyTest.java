package dev.stopcode.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopcodeTopologyTest {

    private static final Path SNAPSHOT = Path.of("src/test/resources/topology.txt");

    @TempDir
    Path stateDir;

    @Test
    void shouldBeTheTopologyThatWasReviewed() throws IOException {
        // When
        String description = topology().toString();

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

    @Test
    void shouldReadAndWriteWhatTheCatalogueSays() {
        // Given
        Set<String> reads = new TreeSet<>();
        Set<String> writes = new TreeSet<>(Set.of("stopcode.dead-letters"));

        // When
        topology().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .forEach(node -> {
                    if (node instanceof TopologyDescription.Source source) {
                        reads.addAll(source.topicSet());
                    } else if (node instanceof TopologyDescription.Sink sink) {
                        writes.add(sink.topic());
                    }
                });

        // Then
        assertThat(reads).isEqualTo(topics(Topic.Parties::readers));
        assertThat(writes).isEqualTo(topics(Topic.Parties::writers));
    }

    private static Set<String> topics(Function<Topic.Parties, Set<Topic.Party>> end) {
        return Topics.ALL.stream()
                .filter(topic -> end.apply(topic.parties()).contains(Topic.Party.STREAMS))
                .map(topic -> topic.name("stopcode."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private TopologyDescription topology() {
        return TopologyFixture.topology(
                        TopologyFixture.config(
                                Map.of("bootstrap.servers", "not-used:9092"),
                                Map.of("schema.registry.url", "mock://snapshot"),
                                stateDir,
                                Stores.MEMORY),
                        new SimpleMeterRegistry())
                .describe();
    }
}
