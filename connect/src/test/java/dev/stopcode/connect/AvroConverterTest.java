package dev.stopcode.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerializer;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroConverterTest {

    private static final String TOPIC = "stopcode.alerts";

    private final Map<String, Object> settings =
            new HashMap<>(Map.of("schema.registry.url", "mock://" + UUID.randomUUID(), "auto.register.schemas", true));

    @Test
    void shouldReadNestedRecordsDatesAndTimes() {
        // Given
        RegressionAlert alert = Samples.alert("a1", "fastboot.sys", AlertStatus.OPEN);

        // When
        SchemaAndValue read = converted(alert);

        // Then
        Struct struct = (Struct) read.value();
        assertThat(read.schema().name()).isEqualTo(RegressionAlert.class.getName());
        assertThat(struct.getString("status")).isEqualTo("OPEN");
        assertThat(struct.get("startDate")).isEqualTo(atMidnight(alert.getStartDate()));
        assertThat(struct.get("updatedAt")).isEqualTo(Date.from(Samples.HARVEST));
        assertThat(struct.get("release")).isNull();
        assertThat(struct.<Struct>getArray("contributors")).first().satisfies(contributor -> {
            assertThat(contributor.getString("dimension")).isEqualTo("market");
            assertThat(contributor.getInt64("observed")).isEqualTo(80);
        });
    }

    @Test
    void shouldKnowTheTypesOfAllTopics() {
        for (Topic<?> topic : Topics.ALL) {
            if (topic.isAvro()) {
                // When
                var schema = AvroMapping.schema(schemaOf(topic));

                // Then
                assertThat(schema.fields()).hasSameSizeAs(schemaOf(topic).getFields());
            }
        }
    }

    @Test
    void shouldLeaveADeletionOne() {
        assertThat(converter().toConnectData(TOPIC, null)).isEqualTo(SchemaAndValue.NULL);
    }

    @Test
    void shouldRefuseOtherBytesForGood() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> converter().toConnectData(TOPIC, new byte[] {1, 2, 3}))
                .withMessageContaining("wire format");
    }

    @Test
    void shouldAskToBeTriedAgainWhileTheRegistryIsAway() {
        // Given
        settings.putAll(Map.of("schema.registry.url", "http://127.0.0.1:1", "max.retries", 0));

        // Then
        assertThatExceptionOfType(RetriableException.class)
                .isThrownBy(() -> converter().toConnectData(TOPIC, new byte[] {0, 0, 0, 0, 1, 0}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"string\", \"int\"]",
                "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 2}",
                "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}",
                "[\"null\", \"R\"]"
            })
    void shouldNameATypeThatItDoesNotKnow(String type) {
        // Given
        Schema schema = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"f\", \"type\": " + type
                        + "}]}");

        // Then
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> AvroMapping.schema(schema))
                .withMessageContaining("not supported");
    }

    @Test
    void shouldReadMapsAndBytes() {
        // Given
        Schema schema = SchemaBuilder.record("R")
                .fields()
                .name("counts")
                .type()
                .map()
                .values()
                .longType()
                .noDefault()
                .requiredBytes("sketch")
                .endRecord();
        IndexedRecord avro = new GenericRecordBuilder(schema)
                .set("counts", Map.of("US", 3L))
                .set("sketch", ByteBuffer.wrap(new byte[] {7}))
                .build();

        // When
        Struct struct = (Struct) converted(avro).value();

        // Then
        assertThat(struct.<String, Long>getMap("counts")).containsExactly(Map.entry("US", 3L));
        assertThat(struct.getBytes("sketch")).containsExactly(7);
    }

    private SchemaAndValue converted(IndexedRecord avro) {
        try (AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>()) {
            serializer.configure(settings, false);
            return converter().toConnectData(TOPIC, serializer.serialize(TOPIC, avro));
        }
    }

    private AvroConverter converter() {
        AvroConverter converter = new AvroConverter();
        converter.configure(settings, false);
        return converter;
    }

    private static Schema schemaOf(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.value());
    }

    private static Date atMidnight(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
