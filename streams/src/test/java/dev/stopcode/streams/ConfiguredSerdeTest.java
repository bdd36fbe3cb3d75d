package dev.stopcode.streams;

import static dev.stopcode.streams.Rows.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroDeserializer;
import dev.stopcode.schemas.serde.AvroSerializer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology with the classes of others for its records: named in the configuration, and nowhere else. */
class ConfiguredSerdeTest {

    private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();
    private static final Set<String> READ = ConcurrentHashMap.newKeySet();

    @TempDir
    Path stateDir;

    public static final class OtherSerializer implements Serializer<IndexedRecord> {

        private final AvroSerializer<IndexedRecord> bytes = new AvroSerializer<>();

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            bytes.configure(settings, isKey);
        }

        @Override
        public byte @Nullable [] serialize(String topic, IndexedRecord record) {
            WRITTEN.add(topic);
            return bytes.serialize(topic, record);
        }
    }

    public static final class OtherDeserializer implements Deserializer<IndexedRecord> {

        private final AvroDeserializer<IndexedRecord> records = new AvroDeserializer<>();

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            records.configure(settings, isKey);
        }

        @Override
        public @Nullable IndexedRecord deserialize(String topic, byte[] bytes) {
            READ.add(topic);
            return records.deserialize(topic, bytes);
        }
    }

    @Test
    void shouldWriteAndReadWithTheClassesThatAreConfigured() {
        Map<String, String> classes = Map.of(
                "avro.serializer", OtherSerializer.class.getName(),
                "avro.deserializer", OtherDeserializer.class.getName());
        try (TopologyFixture topology = new TopologyFixture(stateDir, Stores.MEMORY, classes)) {
            // When
            var hits = topology.input(Topics.FAILURE_HITS);
            hits.pipeInput(Rows.hash(1), Rows.CONTOSO.row(TODAY, 1, 1, "1.0.0.0", "US", 3));
            hits.pipeInput(Rows.CONTOSO.source(), Rows.CONTOSO.complete(TODAY, 1));

            // Then
            assertThat(topology.values(Topics.DRIVER_DAYS)).isNotEmpty();
            assertThat(WRITTEN).contains("stopcode.failures", "stopcode.driver-deltas", "stopcode.driver-days");
            assertThat(READ).contains("stopcode.driver-deltas", "stopcode.driver-days");
        }
    }
}
