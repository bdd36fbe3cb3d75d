package dev.stopcode.worker.fetch;

import dev.stopcode.config.KafkaConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The share group of the workers: its settings on the broker, and its members. */
final class ShareGroup {

    /**
     * Deliveries after which the broker drops a record without a word: its largest value. A request is given up in
     * {@code dead-letters} before that, which leaves the difference for deliveries that a killed worker never ended.
     */
    static final int BROKER_DELIVERIES = 10;

    private final KafkaConfig kafka;

    ShareGroup(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    String name() {
        return kafka.prefix() + "worker";
    }

    /** Sets what the group needs, which must be done before its first member subscribes. */
    void configure(Admin admin) {
        Map<String, String> settings = Map.of(
                // the defaults never see the first requests, and see those of aborted transactions
                "share.auto.offset.reset", "earliest",
                "share.isolation.level", "read_committed",
                "share.delivery.count.limit", Integer.toString(BROKER_DELIVERIES));
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()), OpType.SET))
                .toList();
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, name());
        try {
            admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Cannot configure the share group " + name()
                            + ": the brokers must be reachable and allow this client to alter the group",
                    e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** A new member, which has one record in hand at a time. */
    ShareConsumer<byte[], byte[]> join() {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, name());
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        // never more than what was asked for: a record taken ahead would wait here while another member is idle
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
