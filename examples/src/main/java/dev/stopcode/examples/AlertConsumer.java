package dev.stopcode.examples;

import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line for each state of each alert. It reads the table {@code alerts}: who was away for long gets of each
 * alert the last state instead of all. A state is printed at least once.
 */
public final class AlertConsumer {

    private AlertConsumer() {}

    public static void main(String[] args) {
        try (KafkaConsumer<String, RegressionAlert> consumer = new KafkaConsumer<>(settings())) {
            wakeUpAtShutdown(consumer);
            consumer.subscribe(List.of(Topics.ALERTS.name(Environment.TOPIC_PREFIX)));
            while (true) {
                for (ConsumerRecord<String, RegressionAlert> record : consumer.poll(Duration.ofSeconds(1))) {
                    System.out.println(line(record.key(), record.value()));
                }
                consumer.commitSync();
            }
        } catch (WakeupException e) {
            // the end was asked for
        }
    }

    /** Confluent's {@code KafkaAvroDeserializer} takes the same settings. */
    private static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                Environment.BOOTSTRAP_SERVERS,
                "group.id",
                Environment.get("GROUP_ID", "alert-consumer-java"),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "isolation.level",
                "read_committed",
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                AvroDeserializer.class,
                "schema.registry.url",
                Environment.SCHEMA_REGISTRY_URL,
                "specific.avro.reader",
                true);
    }

    /** A null value says that the alert was deleted. */
    private static String line(String alertId, @Nullable RegressionAlert alert) {
        return alert == null
                ? alertId + "\tDELETED"
                : String.join(
                        "\t",
                        alertId,
                        alert.getStatus().name(),
                        alert.getSeverity().name(),
                        alert.getSummary());
    }

    private static void wakeUpAtShutdown(KafkaConsumer<?, ?> consumer) {
        Thread reading = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                reading.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
