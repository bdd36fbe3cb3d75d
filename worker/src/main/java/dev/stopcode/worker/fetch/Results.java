package dev.stopcode.worker.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.Topics;
import dev.stopcode.worker.store.StoredCab;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/** What became of requests, in {@code cabs} and {@code dead-letters}. Every method returns when the record is safe. */
final class Results {

    private final Producer<byte[], byte[]> producer;
    private final Serializer<Cab> serializer;
    private final String cabs;
    private final String deadLetters;
    private final Clock clock;

    Results(Producer<byte[], byte[]> producer, Serializer<Cab> serializer, KafkaConfig kafka, Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.cabs = kafka.name(Topics.CABS);
        this.deadLetters = kafka.name(Topics.DEAD_LETTERS);
        this.clock = clock;
    }

    /** The same dump gives the same record however often it is reported. */
    void stored(CabRequest request, StoredCab cab) throws InterruptedException {
        publish(result(request, CabStatus.STORED, cab.collectedAt())
                .setSha256(cab.sha256())
                .setBytes(cab.bytes())
                .setContainer(cab.container().name())
                .setLocation(cab.file().toUri().toString())
                .build());
    }

    void rejected(CabRequest request, String reason) throws InterruptedException {
        publish(result(request, CabStatus.REJECTED, clock.instant())
                .setReason(reason)
                .build());
    }

    void expired(CabRequest request, String reason) throws InterruptedException {
        publish(result(request, CabStatus.EXPIRED, clock.instant())
                .setReason(reason)
                .build());
    }

    /** Keeps a record that cannot be used, byte for byte. */
    void bury(ConsumerRecord<byte[], byte[]> record, String cause) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(deadLetters, record.key(), record.value());
        Map<String, String> headers = Map.of(
                "kind", "record",
                "cause", cause,
                "topic", record.topic(),
                "partition", Integer.toString(record.partition()),
                "offset", Long.toString(record.offset()));
        headers.forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        send(letter);
    }

    private static Cab.Builder result(CabRequest request, CabStatus status, Instant collectedAt) {
        return Cab.newBuilder()
                .setCabIdHash(request.getCabIdHash())
                .setFailureHash(request.getFailureHash())
                .setAlertId(request.getAlertId())
                .setDriverName(request.getDriverName())
                .setStatus(status)
                .setCollectedAt(collectedAt);
    }

    private void publish(Cab cab) throws InterruptedException {
        // stamped with the collection: the topic's retention counts from it
        long collected = cab.getCollectedAt().toEpochMilli();
        byte[] key = cab.getCabIdHash().getBytes(UTF_8);
        send(new ProducerRecord<>(cabs, null, collected, key, serializer.serialize(cabs, cab)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
