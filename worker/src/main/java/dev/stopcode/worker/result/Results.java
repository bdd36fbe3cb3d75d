package dev.stopcode.worker.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.worker.objects.Sha256;
import dev.stopcode.worker.store.HeldDump;
import dev.stopcode.worker.store.IndexEntry;
import dev.stopcode.worker.store.IndexEntry.Destruction;
import dev.stopcode.worker.store.IndexEntry.Subject;
import dev.stopcode.worker.store.StoredCab;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What became of requests, in {@code cabs} and {@code dead-letters}, and of dumps that were destroyed, in
 * {@code cab-purges}. Every method returns when the record is safe, and throws {@code KafkaException} if it is not.
 */
public final class Results implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final AvroSerde<Cab> cabSerde;
    private final AvroSerde<CabPurge> purgeSerde;
    private final String cabs;
    private final String purges;
    private final String deadLetters;
    private final Clock clock;

    /** @param producer closed with this */
    public Results(Producer<byte[], byte[]> producer, KafkaConfig kafka, Clock clock) {
        this.producer = producer;
        this.cabSerde = AvroSerde.of(Cab.class, kafka.serdes());
        this.purgeSerde = AvroSerde.of(CabPurge.class, kafka.serdes());
        this.cabs = kafka.name(Topics.CABS);
        this.purges = kafka.name(Topics.CAB_PURGES);
        this.deadLetters = kafka.name(Topics.DEAD_LETTERS);
        this.clock = clock;
    }

    /** Results with a producer of their own. */
    public static Results connect(KafkaConfig kafka, Clock clock) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new Results(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), kafka, clock);
    }

    /** The same dump gives the same record however often it is reported. */
    public void stored(CabRequest request, StoredCab cab) throws InterruptedException {
        publish(result(request, CabStatus.STORED, cab.collectedAt())
                .setSha256(cab.sha256())
                .setBytes(cab.bytes())
                .setContainer(cab.container().name())
                .setLocation(cab.location().toString())
                .setTriage(cab.triage())
                .build());
    }

    /**
     * What came is no dump.
     *
     * @param learned when the dump was learnt of, the request's timestamp: what names it goes no later for being told again
     */
    public void rejected(CabRequest request, long learned, String reason) throws InterruptedException {
        missed(request, learned, CabStatus.REJECTED, reason);
    }

    /**
     * The vendor has the dump no more.
     *
     * @param learned likewise
     */
    public void expired(CabRequest request, long learned, String reason) throws InterruptedException {
        missed(request, learned, CabStatus.EXPIRED, reason);
    }

    private void missed(CabRequest request, long learned, CabStatus status, String reason) throws InterruptedException {
        publish(result(request, status, clock.instant()).setReason(reason).build(), learned);
    }

    /** Keeps a record that cannot be used, byte for byte and with its timestamp. */
    public void bury(ConsumerRecord<byte[], byte[]> record, String cause) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(deadLetters, null, record.timestamp(), record.key(), record.value());
        Map<String, String> headers = Map.of(
                "kind", "record",
                "cause", cause,
                "topic", record.topic(),
                "partition", Integer.toString(record.partition()),
                "offset", Long.toString(record.offset()));
        headers.forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        send(letter);
    }

    /**
     * The dump that the entry tells of is no more.
     *
     * @param over whether its time is over: then its id goes as well, once that was told
     */
    public void purged(IndexEntry entry, PurgeReason reason, boolean over) throws InterruptedException {
        Subject subject = entry.subject();
        if (subject != null) {
            publish(result(subject, CabStatus.PURGED, entry.collectedAt())
                    .setBytes(entry.bytes())
                    .setReason(
                            switch (reason) {
                                case AGE -> "its time was over";
                                case STORE_LIMIT -> "the store was full";
                                case GONE -> "gone from the store";
                            })
                    .build());
            if (over) {
                send(new ProducerRecord<>(cabs, subject.cabIdHash().getBytes(UTF_8), null));
            }
        }
    }

    /** A line of the ledger; the same dump gives the same key however often it is written. */
    public void purged(HeldDump dump, Destruction end, String store) throws InterruptedException {
        String id =
                Sha256.of((dump.name() + dump.collectedAt()).getBytes(UTF_8)).substring(0, 32);
        CabPurge purge = CabPurge.newBuilder()
                .setPurgeId(id)
                .setStore(store)
                .setReason(end.reason())
                .setRequests((int) dump.entries().stream()
                        .filter(entry -> entry.subject() != null)
                        .count())
                .setBytes(dump.bytes())
                .setCollectedAt(dump.collectedAt())
                .setPurgedAt(end.at())
                .build();
        send(new ProducerRecord<>(
                purges, id.getBytes(UTF_8), purgeSerde.serializer().serialize(purges, purge)));
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        cabSerde.close();
        purgeSerde.close();
    }

    private static Cab.Builder result(CabRequest request, CabStatus status, Instant collectedAt) {
        return result(Subject.of(request), status, collectedAt);
    }

    private static Cab.Builder result(Subject subject, CabStatus status, Instant collectedAt) {
        return Cab.newBuilder()
                .setCabIdHash(subject.cabIdHash())
                .setFailureHash(subject.failureHash())
                .setAlertId(subject.alertId())
                .setDriverName(subject.driverName())
                .setStatus(status)
                .setCollectedAt(collectedAt);
    }

    /** Of a dump that was there; stamped with its collection, from which the topic's retention counts. */
    private void publish(Cab cab) throws InterruptedException {
        publish(cab, cab.getCollectedAt().toEpochMilli());
    }

    private void publish(Cab cab, long timestamp) throws InterruptedException {
        byte[] key = cab.getCabIdHash().getBytes(UTF_8);
        send(new ProducerRecord<>(
                cabs, null, timestamp, key, cabSerde.serializer().serialize(cabs, cab)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
