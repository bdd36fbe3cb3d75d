package dev.stopcode.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.AvroSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsPageTest {

    private static final Map<String, String> SERDES =
            Map.of("schema.registry.url", "mock://topics-page", "auto.register.schemas", "true");

    @Test
    void shouldDescribeEveryTopicOfTheCatalogue() throws IOException {
        GeneratedFile.check(Path.of("../docs/topics.md"), TopicsPage.text());
    }

    static Stream<Topic<?>> shown() {
        return Topics.ALL.stream().filter(topic -> topic.isAvro() && !topic.internal());
    }

    @ParameterizedTest
    @MethodSource("shown")
    void shouldShowAnExampleThatFitsTheSchema(Topic<?> topic) throws IOException {
        // Given
        Class<? extends SpecificRecord> type = topic.value().asSubclass(SpecificRecord.class);
        IndexedRecord example = Example.of(topic).value(SpecificData.get().getSchema(type));

        // When
        byte[] written = written(topic, example);
        SpecificRecord read = AvroSerde.of(type, SERDES).deserializer().deserialize(topic.baseName(), written);

        // Then
        assertThat(read).isInstanceOf(type);
        assertThat(written(topic, read)).isEqualTo(written);
    }

    private static byte[] written(Topic<?> topic, IndexedRecord record) {
        try (AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>()) {
            serializer.configure(SERDES, false);
            return serializer.serialize(topic.baseName(), record);
        }
    }
}
