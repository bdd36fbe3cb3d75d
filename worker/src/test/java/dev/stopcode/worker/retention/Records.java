package dev.stopcode.worker.retention;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.worker.result.Results;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What was told in topics, kept in memory. */
final class Records {

    private static final Map<String, String> SERDES =
            Map.of("schema.registry.url", "mock://retention", "auto.register.schemas", "true");
    private static final KafkaConfig KAFKA = new KafkaConfig("test.", 1, (short) 1, Map.of(), SERDES);

    final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    Results results(Clock clock) {
        return new Results(producer, KAFKA, clock);
    }

    List<Cab> cabs() {
        return values("test.cabs", Cab.class);
    }

    List<CabPurge> purges() {
        return values("test.cab-purges", CabPurge.class);
    }

    List<ProducerRecord<byte[], byte[]>> of(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    private <V extends SpecificRecord> List<V> values(String topic, Class<V> type) {
        try (AvroSerde<V> serde = AvroSerde.of(type, SERDES)) {
            return of(topic).stream()
                    .filter(record -> record.value() != null)
                    .map(record -> serde.deserializer().deserialize(topic, record.value()))
                    .toList();
        }
    }
}
