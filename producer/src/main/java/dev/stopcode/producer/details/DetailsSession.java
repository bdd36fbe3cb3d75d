package dev.stopcode.producer.details;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * One producer and one consumer that answer requests until either fails. A request's rows, its dead letters and its
 * offset are one transaction.
 */
final class DetailsSession implements AutoCloseable {

    private static final String NAME = "details";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaConfig kafka;
    private final DetailsReader reader;
    private final DetailsStatus status;
    private final AvroSerde<DetailRequest> serde;
    private final Producer<String, Object> producer;
    private final Consumer<String, byte[]> consumer;
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();

    DetailsSession(KafkaConfig kafka, KafkaClients clients, DetailsReader reader, DetailsStatus status) {
        this.kafka = kafka;
        this.reader = reader;
        this.status = status;
        this.serde = AvroSerde.of(DetailRequest.class, kafka.serdes());
        this.producer = clients.producer(NAME);
        this.consumer = clients.member(NAME);
    }

    void open() {
        producer.initTransactions();
        consumer.subscribe(List.of(kafka.name(Topics.DETAIL_REQUESTS)));
    }

    /** Answers what arrives within a moment. */
    void step() {
        ConsumerRecords<String, byte[]> arrived = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> message : arrived) {
            status.begun();
            DetailsAnswer answer = answer(message);
            commit(answer, message);
            status.answered(answer);
        }
        if (arrived.isEmpty()) {
            commitPositions();
        }
    }

    private DetailsAnswer answer(ConsumerRecord<String, byte[]> message) {
        try {
            DetailRequest request = serde.deserializer().deserialize(message.topic(), message.value());
            return reader.read(request, message.value());
        } catch (SerializationException e) {
            Map<String, String> headers = Map.of("kind", "detail-request", "cause", String.valueOf(e.getMessage()));
            return new DetailsAnswer(List.of(), List.of(new DeadLetter(message.key(), message.value(), headers)), null);
        }
    }

    private void commit(DetailsAnswer answer, ConsumerRecord<String, byte[]> message) {
        String rows = kafka.name(Topics.REPORT_ROWS);
        producer.beginTransaction();
        answer.rows().forEach(row -> send(new ProducerRecord<>(rows, row.getFailureHash(), row)));
        if (answer.mark() != null) {
            send(new ProducerRecord<>(rows, answer.mark().getFailureHash(), answer.mark()));
        }
        answer.rejected().forEach(letter -> send(letter.record(kafka)));
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        producer.sendOffsetsToTransaction(
                Map.of(partition, new OffsetAndMetadata(message.offset() + 1)), consumer.groupMetadata());
        producer.commitTransaction();
    }

    /** Behind the last request stands the marker of its transaction, which would show as lag for ever. */
    private void commitPositions() {
        Map<TopicPartition, OffsetAndMetadata> positions = consumer.assignment().stream()
                .collect(Collectors.toMap(
                        partition -> partition, partition -> new OffsetAndMetadata(consumer.position(partition))));
        if (!positions.equals(committed)) {
            consumer.commitSync(positions);
            committed = positions;
        }
    }

    // a send that fails fails the commit
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<String, Object> message) {
        producer.send(message);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.close();
        serde.close();
    }
}
