package dev.stopcode.cli.pipeline;

import dev.stopcode.cli.output.AlertLine;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints alerts as they are raised, one line each. What was printed is committed as a consumer group's offsets, so
 * that a later run goes on behind it. While history is read, an alert passes through many states within seconds: the
 * newest is printed once it has settled. Used by one thread.
 */
public final class AlertFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Consumer<String, RegressionAlert> consumer;
    private final Screen screen;
    private final boolean withBackfill;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private boolean uncommitted;

    /** @param withBackfill whether alerts are printed that were history when they were harvested */
    public AlertFeed(KafkaConfig kafka, Screen screen, boolean withBackfill) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.prefix() + "console");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(
                settings,
                new StringDeserializer(),
                AvroSerde.of(RegressionAlert.class, kafka.serdes()).deserializer());
        this.screen = screen;
        this.withBackfill = withBackfill;
        String topic = kafka.name(Topics.REGRESSION_ALERTS);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** Reads what has come and prints what has settled. */
    public void poll() {
        long now = System.nanoTime();
        consumer.poll(POLL).forEach(record -> {
            RegressionAlert alert = record.value();
            if (withBackfill || !alert.getBackfill()) {
                Waiting before = waiting.remove(alert.getAlertId());
                boolean raised = alert.getStatus() == AlertStatus.OPEN || (before != null && before.raised());
                waiting.put(alert.getAlertId(), new Waiting(alert, raised, now + SETTLED.toNanos()));
            } else {
                waiting.remove(alert.getAlertId());
            }
            uncommitted = true;
        });
        print(alert -> now - alert.due() >= 0);
    }

    /** Prints all that has come, settled or not. */
    public void flush() {
        poll();
        print(alert -> true);
    }

    private void print(Predicate<Waiting> due) {
        waiting.values().removeIf(alert -> {
            boolean isDue = due.test(alert);
            if (isDue) {
                screen.line(AlertLine.of(alert.state()));
            }
            return isDue;
        });
        if (uncommitted && waiting.isEmpty()) {
            consumer.commitSync();
            uncommitted = false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** @param raised whether the alert was opened since it was printed last */
    private record Waiting(RegressionAlert alert, boolean raised, long due) {

        /** What is new to the reader: an alert that was raised and has gone on since is open. */
        RegressionAlert state() {
            return raised && alert.getStatus() == AlertStatus.UPDATED
                    ? RegressionAlert.newBuilder(alert)
                            .setStatus(AlertStatus.OPEN)
                            .build()
                    : alert;
        }
    }
}
