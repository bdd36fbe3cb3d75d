package dev.stopcode.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopcode.config.ReportConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.cabs.CabRef;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportView;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "IHVDriver, 14001737285931046412, WINDOWS_10",
        "IHVDriver,                     , WINDOWS_7_8",
        "OEMDriver,                     , OEM"
    })
    void shouldAskForADumpOfAReportAsItsRowSays(String view, @Nullable String application, Flavour flavour)
            throws Exception {
        // Given
        ReportConfig report = new ReportConfig(
                "drivers",
                ReportTemplate.of(ReportView.named(view).orElseThrow(), ReportPeriod.LAST_7_DAYS)
                        .columns(ReportColumn.FAILURE_HASH)
                        .build(),
                7,
                Duration.ofDays(1),
                false);
        CabRequest request = CabRequest.newBuilder()
                .setCabIdHash("dump")
                .setFailureHash("failure")
                .setSource("drivers")
                .setApplicationId(application)
                .setAlertId("alert")
                .setDriverName("contoso.sys")
                .setEventTime(Instant.EPOCH)
                .setReason("1 of 3")
                .build();
        try (AvroSerde<CabRequest> serde = AvroSerde.of(
                CabRequest.class, Map.of("schema.registry.url", "mock://reports", "auto.register.schemas", "true"))) {
            RequestReader reader = new RequestReader(serde.deserializer(), List.of(), List.of(report));

            // When
            RequestReader.Order order = reader.read(record(serde.serializer().serialize("requests", request)));

            // Then
            assertThat(order.cab()).isEqualTo(new CabRef(flavour, application, "dump"));
        }
    }

    private static RequestReader reader(String registry) {
        AvroSerde<CabRequest> serde =
                AvroSerde.of(CabRequest.class, Map.of("schema.registry.url", registry, "max.retries", "0"));
        return new RequestReader(serde.deserializer(), List.of(), List.of());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("requests", 0, 0, new byte[0], value);
    }
}
