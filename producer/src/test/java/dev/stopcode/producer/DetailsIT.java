package dev.stopcode.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.Extension.class)
class DetailsIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T09:00:00Z"), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final FakeDevCenter devCenter = new FakeDevCenter();
    private StopcodeConfig config;
    private TopicReader topics;

    DetailsIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void install() throws Exception {
        config = cluster.installation(Samples.harvest(1, 1), Samples.SOURCE);
        topics = new TopicReader(config.kafka());
        devCenter.details.add(event("cab-1"));
        devCenter.details.add(event("cab-2"));
    }

    @Test
    void shouldAnswerRequestsUntilNoneIsLeft() throws Exception {
        // Given
        request(request("failure-1"), request("failure-2"));

        // When
        try (ProducerApp app = start()) {

            // Then
            await().atMost(PATIENCE).until(() -> app.idle() && lag() == 0);
            assertThat(app.progress().details().requests()).isEqualTo(2);
        }
        assertThat(topics.values(Topics.REPORT_ROWS))
                .extracting(row -> row.getFailureHash() + " " + (row.getMark() == null ? row.getCabIdHash() : "whole"))
                .containsSubsequence("failure-1 cab-1", "failure-1 cab-2", "failure-1 whole")
                .containsSubsequence("failure-2 cab-1", "failure-2 cab-2", "failure-2 whole")
                .hasSize(6);
        assertThat(topics.records(Topics.REPORT_ROWS))
                .allMatch(message -> message.key().equals(message.value().getFailureHash()));
    }

    @Test
    void shouldAnswerNoRequestTwice() throws Exception {
        // Given
        request(request("failure-1"));
        try (ProducerApp app = start()) {
            await().atMost(PATIENCE).until(() -> app.idle() && lag() == 0);
        }

        // When
        request(request("failure-2"));
        try (ProducerApp app = start()) {
            await().atMost(PATIENCE).until(() -> app.idle() && lag() == 0);
        }

        // Then
        assertThat(topics.values(Topics.REPORT_ROWS))
                .filteredOn(row -> row.getMark() == null)
                .extracting(ReportRow::getFailureHash)
                .containsExactlyInAnyOrder("failure-1", "failure-1", "failure-2", "failure-2");
    }

    @Test
    void shouldSendARequestThatCannotBeReadToDeadLetters() throws Exception {
        // Given
        request("no Avro".getBytes(UTF_8), request("failure-1"));

        // When
        try (ProducerApp app = start()) {
            await().atMost(PATIENCE).until(() -> app.idle() && lag() == 0);
        }

        // Then
        assertThat(topics.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo("no Avro".getBytes(UTF_8));
            assertThat(letter.headers().lastHeader("kind").value()).asString().isEqualTo("detail-request");
        });
        assertThat(topics.values(Topics.REPORT_ROWS)).extracting(ReportRow::getMark).containsExactly(null, null, HarvestMark.DAY_COMPLETE);
    }

    private ProducerApp start() {
        ProducerApp app = new ProducerApp(
                config,
                devCenter,
                CLOCK,
                new SimpleMeterRegistry(),
                new KafkaClients(config.kafka()),
                () -> new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), new Random(1)));
        app.start();
        return app;
    }

    /** In a transaction, as the topology sends them. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void request(Object... requests) {
        try (Producer<String, Object> producer = new KafkaClients(config.kafka()).producer("test")) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Object request : requests) {
                producer.send(new ProducerRecord<>(config.kafka().name(Topics.DETAIL_REQUESTS), "key", request));
            }
            producer.commitTransaction();
        }
    }

    /** Offsets between what the group has committed and the end, markers of transactions included. */
    private long lag() throws Exception {
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            config.kafka().prefix() + "details")
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (int number = 0; number < Cluster.PARTITIONS; number++) {
                TopicPartition partition = new TopicPartition(config.kafka().name(Topics.DETAIL_REQUESTS), number);
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                OffsetAndMetadata offset = committed.get(partition);
                lag += end - (offset == null ? 0 : offset.offset());
            }
            return lag;
        }
    }

    private static DetailRequest request(String failureHash) {
        return new DetailRequest(
                failureHash,
                "alert",
                List.of("win10"),
                LocalDate.parse("2026-03-01"),
                LocalDate.parse("2026-03-10"),
                "no dump known");
    }

    private static DetailRow event(String cab) {
        return new DetailRow(
                Instant.parse("2026-03-09T23:51:11Z"),
                "name",
                null,
                "fastboot",
                "10.0.19045.1",
                "Windows 10",
                "System crash",
                "US",
                "PC",
                "x64",
                "Retail",
                "1234567890123456789",
                null,
                null,
                "fastboot.sys",
                "2.1.1.0",
                "Contoso",
                "C-122",
                null,
                null,
                null,
                "device-1",
                cab,
                "MINI",
                Instant.parse("2026-04-09T23:51:11Z"));
    }
}
