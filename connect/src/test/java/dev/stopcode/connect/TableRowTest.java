package dev.stopcode.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableRowTest {

    private static final Schema VERSION = SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("firstSeen", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("updatedAt", Timestamp.builder().optional().build())
            .build();
    private static final Schema FAILURE = SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("events", Schema.INT64_SCHEMA)
            .field("versions", SchemaBuilder.array(VERSION).build())
            .field("release", SchemaBuilder.struct().optional().build())
            .build();
    private static final Date DAY = Date.from(Instant.parse("2026-11-17T00:00:00Z"));

    private final TableRow<SinkRecord> transformation = new TableRow<>();

    @Test
    void shouldMakeJsonOfNestedFieldsAlone() {
        // Given
        Struct version = new Struct(VERSION).put("name", "2.1\0\\u0000").put("firstSeen", DAY);

        // When
        Struct row =
                (Struct) transformation.apply(record(failure("AV\0x", version))).value();

        // Then
        assertThat(row.getString("name")).isEqualTo("AV\uFFFDx");
        assertThat(row.getInt64("events")).isEqualTo(5);
        assertThat(row.getString("versions"))
                .isEqualTo("[{\"name\":\"2.1\uFFFD\\\\u0000\",\"firstSeen\":\"2026-11-17\",\"updatedAt\":null}]");
        assertThat(row.schema().field("versions").schema().name()).isEqualTo("io.debezium.data.Json");
        assertThat(row.get("release")).isNull();
    }

    @Test
    void shouldLeaveADeletionOne() {
        // Given
        SinkRecord deletion = record(null);

        // Then
        assertThat(transformation.apply(deletion)).isSameAs(deletion);
    }

    @Test
    void shouldRefuseWhatIsNoRecord() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> transformation.apply(record("text")));
    }

    @Test
    void shouldMakeALineOfAWholeValue() {
        // Given
        Struct version =
                new Struct(VERSION).put("name", "2.1\n").put("firstSeen", DAY).put("updatedAt", DAY);

        // When
        SinkRecord line = new ValueToJson<SinkRecord>().apply(record(failure("AV", version)));

        // Then
        assertThat(line.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(line.value())
                .isEqualTo(
                        "{\"name\":\"AV\",\"events\":5,\"versions\":[{\"name\":\"2.1\\n\",\"firstSeen\":\"2026-11-17\","
                                + "\"updatedAt\":\"2026-11-17T00:00:00Z\"}],\"release\":null}");
    }

    private static Struct failure(String name, Struct version) {
        return new Struct(FAILURE).put("name", name).put("events", 5L).put("versions", List.of(version));
    }

    private static SinkRecord record(@Nullable Object value) {
        Schema schema = value instanceof Struct struct ? struct.schema() : null;
        return new SinkRecord("topic", 0, Schema.STRING_SCHEMA, "key", schema, value, 0);
    }
}
