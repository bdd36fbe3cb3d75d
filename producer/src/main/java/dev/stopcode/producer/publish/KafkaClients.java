package dev.stopcode.producer.publish;

import dev.stopcode.config.KafkaConfig;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes the Kafka clients of the producer. Settings of the installation stand over the defaults chosen here; what the
 * guarantees rest on stands over both.
 */
public class KafkaClients {

    /** How long a transaction of a dead producer may hold back readers; a page takes well under a second. */
    private static final String TRANSACTION_TIMEOUT_MS = "15000";

    private static final String MAX_BLOCK_MS = "20000";

    /** Answering a detail request may take long: many pages, and pauses between failures. */
    private static final String MAX_POLL_INTERVAL_MS = "3600000";

    private static final String SESSION_TIMEOUT_MS = "10000";

    /** Members hear by this that another one joins, who waits for them. */
    private static final String HEARTBEAT_INTERVAL_MS = "1000";

    /** A fetch at the end of a topic is answered after this, and a consumer that closes waits for the answer. */
    private static final String FETCH_MAX_WAIT_MS = "100";

    private final KafkaConfig kafka;

    public KafkaClients(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /** A producer of Avro records and raw bytes; its transactions are not initialised yet. */
    public Producer<String, Object> producer(String transactionalName) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.prefix() + transactionalName);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.prefix() + transactionalName);
        return new KafkaProducer<>(settings, new StringSerializer(), new RecordSerializer(kafka.serdes()));
    }

    /** A consumer of committed records that belongs to no group. */
    public <V> Consumer<String, V> reader(Deserializer<V> values) {
        Map<String, Object> settings = consumerSettings();
        return new KafkaConsumer<>(settings, new StringDeserializer(), values);
    }

    /** A member of a classic consumer group, of committed records as bytes, one at a time. */
    public Consumer<String, byte[]> member(String groupName) {
        Map<String, Object> settings = consumerSettings();
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MS);
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.prefix() + groupName);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.prefix() + groupName);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin() {
        return Admin.create(kafka.clientSettings());
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = kafka.clientSettings();
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }
}
