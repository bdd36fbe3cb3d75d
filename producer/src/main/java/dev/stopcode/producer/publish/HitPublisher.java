package dev.stopcode.producer.publish;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes the pages of one source, each in a transaction of its own. For one thread. */
public final class HitPublisher {

    private final Producer<String, Object> producer;
    private final KafkaConfig kafka;

    /** Publishes through a producer that belongs to the source and has initialised its transactions. */
    public HitPublisher(Producer<String, Object> producer, KafkaConfig kafka) {
        this.producer = producer;
        this.kafka = kafka;
    }

    /**
     * Commits the page.
     *
     * @throws org.apache.kafka.common.KafkaException if it may not be committed; the producer is of no further use then,
     *     and the checkpoint must be read again to learn what became of the page
     */
    public void publish(PageTransaction page) {
        producer.beginTransaction();
        try {
            send(page);
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    private void send(PageTransaction page) {
        String hits = kafka.name(Topics.FAILURE_HITS);
        page.hits().forEach(hit -> send(new ProducerRecord<>(hits, hit.getFailureHash(), hit)));
        page.rejected().forEach(letter -> send(letter.record(kafka)));
        if (page.mark() != null) {
            sendToEveryPartition(hits, page.mark());
        }
        HarvestCheckpoint checkpoint = page.checkpoint();
        send(new ProducerRecord<>(kafka.name(Topics.HARVEST_CHECKPOINTS), checkpoint.getSource(), checkpoint));
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // fenced, or the commit's fate is unknown: initTransactions of the next producer settles it
            cause.addSuppressed(e);
        }
    }

    private void sendToEveryPartition(String topic, FailureHit mark) {
        producer.partitionsFor(topic)
                .forEach(partition -> send(new ProducerRecord<>(topic, partition.partition(), mark.getSource(), mark)));
    }

    // a send that fails fails the commit
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<String, Object> message) {
        producer.send(message);
    }
}
