package dev.stopcode.worker.fetch;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.serde.AvroSerde;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    private static final byte[] SCHEMA_7 = {0, 0, 0, 0, 7, 1};

    @Test
    void shouldNotBlameARecordForAnAbsentRegistry() {
        // Given
        RequestReader reader = reader("http://127.0.0.1:1");

        // When / Then
        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> reader.read(record(SCHEMA_7)));
    }

    @Test
    void shouldRefuseARecordWhoseSchemaTheRegistryDoesNotKnow() {
        // Given
        RequestReader reader = reader("mock://empty");

        // When / Then
        assertThatExceptionOfType(RequestReader.Unusable.class).isThrownBy(() -> reader.read(record(SCHEMA_7)));
    }

    @Test
    void shouldRefuseARecordWithoutValue() {
        assertThatExceptionOfType(RequestReader.Unusable.class)
                .isThrownBy(() -> reader("mock://empty").read(new ConsumerRecord<>("requests", 0, 0, null, null)));
    }

    private static RequestReader reader(String registry) {
        AvroSerde<CabRequest> serde =
                AvroSerde.of(CabRequest.class, Map.of("schema.registry.url", registry, "max.retries", "0"));
        return new RequestReader(serde.deserializer(), List.of());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("requests", 0, 0, new byte[0], value);
    }
}
