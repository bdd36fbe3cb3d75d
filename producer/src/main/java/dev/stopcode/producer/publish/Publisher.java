package dev.stopcode.producer.publish;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.Topics;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes the rows of one source, batch by batch, each in a transaction of its own together with the checkpoint after
 * it. For one thread.
 */
public final class Publisher {

    private final Producer<String, Object> producer;
    private final KafkaConfig kafka;
    private HarvestCheckpoint checkpoint;
    private HarvestCheckpoint attempted;

    /**
     * Goes on where a source stands.
     *
     * @param producer belongs to the source and has initialised its transactions
     * @param checkpoint what the source's topic holds since then
     */
    public Publisher(Producer<String, Object> producer, KafkaConfig kafka, HarvestCheckpoint checkpoint) {
        this.producer = producer;
        this.kafka = kafka;
        this.checkpoint = checkpoint;
        this.attempted = checkpoint;
    }

    /** Where the source stands: after the last batch that was committed. */
    public HarvestCheckpoint checkpoint() {
        return checkpoint;
    }

    /**
     * Whether {@code other} is a checkpoint that this publisher has left behind, be the fate of its last batch known or
     * not.
     */
    public boolean hasLeft(HarvestCheckpoint other) {
        return other.equals(checkpoint) || other.equals(attempted);
    }

    /**
     * Commits a batch.
     *
     * @throws org.apache.kafka.common.KafkaException if it may not be committed; the producer is of no further use
     *     then, and the checkpoint must be read again to learn what became of the batch
     */
    public void publish(Batch<?> batch) {
        attempted = batch.checkpoint();
        producer.beginTransaction();
        try {
            send(batch);
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
        checkpoint = attempted;
    }

    private void send(Batch<?> batch) {
        String topic = kafka.name(batch.topic());
        batch.rows().forEach(row -> send(new ProducerRecord<>(topic, (String) row.get("failureHash"), row)));
        batch.rejected().forEach(letter -> send(letter.record(kafka)));
        batch.marks().forEach(mark -> sendToEveryPartition(topic, mark));
        HarvestCheckpoint next = batch.checkpoint();
        send(new ProducerRecord<>(kafka.name(Topics.HARVEST_CHECKPOINTS), next.getSource(), next));
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // fenced, or the commit's fate is unknown: initTransactions of the next producer settles it
            cause.addSuppressed(e);
        }
    }

    private void sendToEveryPartition(String topic, SpecificRecordBase mark) {
        String source = (String) mark.get("source");
        producer.partitionsFor(topic)
                .forEach(partition -> send(new ProducerRecord<>(topic, partition.partition(), source, mark)));
    }

    // a send that fails fails the commit
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<String, Object> message) {
        producer.send(message);
    }
}
