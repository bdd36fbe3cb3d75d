package dev.stopcode.worker.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.REJECT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.cabs.CabRef;
import dev.stopcode.devcenter.error.DevCenterException.Forbidden;
import dev.stopcode.devcenter.error.DevCenterException.NotFound;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.devcenter.error.DevCenterException.Unavailable;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.worker.result.Results;
import dev.stopcode.worker.retention.Depot;
import dev.stopcode.worker.retention.StoreMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CabFetchTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LEARNED = NOW.minus(Duration.ofDays(9));
    private static final String ID = "f060c0b6-fbe6-463f-a9f1-b7ebc1cc722f";
    private static final int ATTEMPTS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Map<String, String> SERDES =
            Map.of("schema.registry.url", "mock://cab-fetch", "auto.register.schemas", "true");
    private static final KafkaConfig KAFKA = new KafkaConfig("test.", 1, (short) 1, Map.of(), SERDES);
    private static final AvroSerde<CabRequest> REQUESTS = AvroSerde.of(CabRequest.class, SERDES);
    private static final AvroSerde<Cab> CABS = AvroSerde.of(Cab.class, SERDES);

    @TempDir
    private Path directory;

    private final FakeDevCenter devCenter = new FakeDevCenter();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final FetchMetrics metrics = new FetchMetrics(new SimpleMeterRegistry());
    private final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(50));
    private CabFetch fetch;

    @BeforeEach
    void open() throws IOException {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Results results = new Results(producer, KAFKA, clock);
        CabConfig config =
                new CabConfig(new CabBudget(3, 20, 20), 1, ATTEMPTS, TIMEOUT, 100, StoreConfig.directory(directory));
        Depot depot = new Depot(config, results, new StoreMetrics(new SimpleMeterRegistry()), VERTX, clock);
        depot.open();
        List<SourceConfig> sources = List.of(
                new SourceConfig("w10", Flavour.WINDOWS_10, "application of the source", true),
                new SourceConfig("w10-bare", Flavour.WINDOWS_10, null, true),
                new SourceConfig("w7", Flavour.WINDOWS_7_8, null, true));
        fetch = new CabFetch(
                new RequestReader(REQUESTS.deserializer(), sources, List.of()),
                depot,
                new Download(VERTX, devCenter, depot, TIMEOUT, metrics),
                results,
                patience,
                metrics,
                ATTEMPTS);
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void shouldStoreTheDumpAndSaySo() throws Exception {
        // Given
        devCenter.delivers("MS", "CF and the rest");

        // When
        AcknowledgeType end = fetch.handle(delivery(1));

        // Then
        assertThat(end).isEqualTo(ACCEPT);
        assertThat(devCenter.asked).containsExactly(new CabRef(Flavour.WINDOWS_10, "application of the request", ID));
        Cab cab = onlyCab();
        assertThat(cab.getStatus()).isEqualTo(CabStatus.STORED);
        assertThat(cab.getAlertId()).isEqualTo("alert");
        assertThat(cab.getContainer()).isEqualTo("CAB");
        assertThat(cab.getBytes()).isEqualTo(17);
        assertThat(cab.getCollectedAt()).isEqualTo(NOW);
        Path file = Path.of(URI.create(cab.getLocation()));
        assertThat(file).hasContent("MSCF and the rest").hasFileName(cab.getSha256() + ".cab");
        ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
        assertThat(record.topic()).isEqualTo("test.cabs");
        assertThat(record.key()).asString().isEqualTo(ID);
        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(metrics.count(Outcome.STORED)).isEqualTo(1);
        assertThat(metrics.bytes()).isEqualTo(17);
    }

    @Test
    void shouldStoreADumpThatCannotBeRead() throws Exception {
        // Given
        devCenter.delivers("MSCF and the rest");

        // When
        fetch.handle(delivery(1));

        // Then
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
        assertThat(onlyCab().getTriage().getProblem()).isEqualTo("broken: it ends too early");
    }

    @Test
    void shouldReportAgainWithoutADownloadWhatItHolds() throws Exception {
        // Given
        devCenter.delivers("MSCF");
        fetch.handle(delivery(1));

        // When
        AcknowledgeType end = fetch.handle(delivery(ATTEMPTS + 1));

        // Then
        assertThat(end).isEqualTo(ACCEPT);
        assertThat(devCenter.asked).hasSize(1);
        assertThat(producer.history())
                .extracting(record -> CABS.deserializer().deserialize("test.cabs", record.value()))
                .hasSize(2)
                .containsOnly(cab(producer.history().getFirst()));
        assertThat(metrics.count(Outcome.KNOWN)).isEqualTo(1);
    }

    @Test
    void shouldRejectWhatIsNoDump() throws Exception {
        // Given
        devCenter.delivers("<html>busy</html>").delivers().delivers("MSCF" + "x".repeat(60), "y".repeat(60));

        // When
        List<AcknowledgeType> ends =
                List.of(fetch.handle(delivery(1)), fetch.handle(delivery(1)), fetch.handle(delivery(1)));

        // Then
        assertThat(ends).containsOnly(ACCEPT);
        assertThat(producer.history())
                .extracting(CabFetchTest::cab)
                .allSatisfy(cab -> assertThat(cab.getStatus()).isEqualTo(CabStatus.REJECTED))
                .extracting(Cab::getReason)
                .containsExactly(
                        "neither an archive nor a dump by its first bytes",
                        "empty",
                        "larger than cabs.maxBytes allows");
        assertNothingStored();
    }

    @Test
    void shouldNotAskAgainForWhatTheVendorHasNoMore() throws Exception {
        // Given
        devCenter.fails(new NotFound("no such CAB"));

        // When
        AcknowledgeType end = fetch.handle(delivery(1));

        // Then
        assertThat(end).isEqualTo(ACCEPT);
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.EXPIRED);
        assertThat(onlyCab().getReason()).isEqualTo("no such CAB");
        assertThat(producer.history().getFirst().timestamp())
                .as("it names a dump no longer than the request does")
                .isEqualTo(LEARNED.toEpochMilli());
    }

    @Test
    void shouldReleaseAFailedDownloadUntilItsAttemptsAreUsedUp() throws Exception {
        // Given
        devCenter
                .breaksOffAfter("MSCF half", new Unreachable("cut off", null))
                .fails(new Unavailable("503"))
                .fails(new Throttled("429", Duration.ZERO));

        // When
        List<AcknowledgeType> ends =
                List.of(fetch.handle(delivery(1)), fetch.handle(delivery(2)), fetch.handle(delivery(3)));

        // Then
        assertThat(ends).containsExactly(RELEASE, RELEASE, REJECT);
        assertThat(onlyDeadLetter()).containsEntry("cause", "429");
        assertThat(metrics.count(Outcome.RELEASED)).isEqualTo(2);
        assertThat(metrics.count(Outcome.DEAD_LETTERED)).isEqualTo(1);
        assertNothingStored();
    }

    @Test
    void shouldGiveUpAtOnceWhatNoRepetitionMends() throws Exception {
        // Given
        devCenter.fails(new Forbidden("no permission for this application"));

        // When
        AcknowledgeType end = fetch.handle(delivery(1));

        // Then
        assertThat(end).isEqualTo(REJECT);
        assertThat(onlyDeadLetter()).containsEntry("cause", "no permission for this application");
    }

    @Test
    void shouldBoundUnexpectedFailuresToo() throws Exception {
        // Given
        devCenter.fails(new IllegalStateException("a bug")).fails(new IllegalStateException("a bug"));

        // When
        List<AcknowledgeType> ends = List.of(fetch.handle(delivery(1)), fetch.handle(delivery(ATTEMPTS)));

        // Then
        assertThat(ends).containsExactly(RELEASE, REJECT);
    }

    @Test
    void shouldBoundUnexpectedFailuresOutsideTheDownloadToo() throws Exception {
        // Given
        devCenter.delivers("MSCF");
        producer.sendException = new IllegalStateException("a bug");

        // When
        AcknowledgeType end = fetch.handle(delivery(1));

        // Then
        assertThat(end).isEqualTo(RELEASE);
        assertThat(metrics.count(Outcome.RELEASED)).isEqualTo(1);
    }

    @Test
    void shouldGiveUpARequestThatEndedNoDelivery() throws Exception {
        // When
        AcknowledgeType end = fetch.handle(delivery(ATTEMPTS + 1));

        // Then
        assertThat(end).isEqualTo(REJECT);
        assertThat(devCenter.asked).isEmpty();
        assertThat(onlyDeadLetter()).containsKey("cause");
    }

    @Test
    void shouldKeepAnUnreadableRecordByteForByte() throws Exception {
        // Given
        byte[] garbage = {0, 0, 0, 0, 99, 42};

        // When
        AcknowledgeType end = fetch.handle(delivery(1, garbage));

        // Then
        assertThat(end).isEqualTo(REJECT);
        assertThat(producer.history().getFirst().key()).asString().isEqualTo("key");
        assertThat(producer.history().getFirst().value()).isEqualTo(garbage);
        assertThat(producer.history().getFirst().timestamp()).isEqualTo(LEARNED.toEpochMilli());
        assertThat(onlyDeadLetter())
                .containsEntry("kind", "record")
                .containsEntry("topic", "test.cab-requests")
                .containsEntry("partition", "2")
                .containsEntry("offset", "7")
                .containsKey("cause");
    }

    @Test
    void shouldGiveUpARequestOfAnUnknownSource() throws Exception {
        // When
        AcknowledgeType end = fetch.handle(delivery(1, request("gone", null)));

        // Then
        assertThat(end).isEqualTo(REJECT);
        assertThat(onlyDeadLetter()).extractingByKey("cause").asString().contains("gone");
    }

    @Test
    void shouldAskForTheApplicationOfTheSourceWhereTheRequestNamesNone() throws Exception {
        // Given
        devCenter.delivers("MSCF");

        // When
        fetch.handle(delivery(1, request("w10", null)));
        AcknowledgeType end = fetch.handle(delivery(1, request("w10-bare", null)));

        // Then
        assertThat(devCenter.asked)
                .singleElement()
                .extracting(CabRef::applicationId)
                .isEqualTo("application of the source");
        assertThat(end).isEqualTo(REJECT);
    }

    @Test
    void shouldHoldTheRequestWhileTheDiskFails() throws Exception {
        // Given
        Files.delete(directory.resolve("incoming"));
        devCenter.delivers("MSCF");

        // When
        try (ExecutorService hand = Executors.newSingleThreadExecutor()) {
            Future<AcknowledgeType> end = hand.submit(() -> fetch.handle(delivery(1)));
            await().until(() -> metrics.held() > 0);
            assertThat(end).isNotDone();
            Files.createDirectory(directory.resolve("incoming"));

            // Then
            assertThat(end.get()).isEqualTo(ACCEPT);
        }
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
        assertThat(metrics.held()).isZero();
    }

    @Test
    void shouldHoldTheRequestWhileTheCredentialsAreWrong() throws Exception {
        // Given
        devCenter
                .fails(new Unauthorized("secret expired"))
                .fails(new Unauthorized("secret expired"))
                .delivers("MSCF");

        // When
        AcknowledgeType end = fetch.handle(delivery(ATTEMPTS));

        // Then
        assertThat(end).isEqualTo(ACCEPT);
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
    }

    @Test
    void shouldHoldTheRequestWhileTheClusterTakesNoResult() throws Exception {
        // Given
        devCenter.delivers("MSCF");
        producer.sendException = new TimeoutException("no leader");

        // When
        try (ExecutorService hand = Executors.newSingleThreadExecutor()) {
            Future<AcknowledgeType> end = hand.submit(() -> fetch.handle(delivery(1)));
            await().until(() -> metrics.held() > 0);
            assertThat(metrics.waitsFor()).isEqualTo("no leader");
            producer.sendException = null;

            // Then
            assertThat(end.get()).isEqualTo(ACCEPT);
        }
        assertThat(devCenter.asked).hasSize(1);
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
        assertThat(metrics.waitsFor()).isEmpty();
    }

    @Test
    void shouldReleaseAHeldRequestWhenToldToStop() throws Exception {
        // Given
        devCenter.fails(new Unauthorized("secret expired"));
        patience.stop();

        // When
        AcknowledgeType end = fetch.handle(delivery(1));

        // Then
        assertThat(end).isEqualTo(RELEASE);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldGiveUpADownloadThatOnlyTrickles() throws Exception {
        // Given
        devCenter.trickles(VERTX);

        // When
        AcknowledgeType end = fetch.handle(delivery(1));

        // Then
        assertThat(end).isEqualTo(RELEASE);
        await().until(devCenter::isRefused);
        assertNothingStored();
    }

    @Test
    void shouldFetchAgainADumpThatWasAltered() throws Exception {
        // Given
        devCenter.delivers("MSCF").delivers("MSCF");
        fetch.handle(delivery(1));
        Path file = Path.of(URI.create(onlyCab().getLocation()));

        // When
        Files.writeString(file, "FCSM");
        fetch.handle(delivery(1));

        // Then
        assertThat(devCenter.asked).hasSize(2);
        assertThat(file).hasContent("MSCF");
        assertThat(metrics.count(Outcome.STORED)).isEqualTo(2);
    }

    @Test
    void shouldLeaveNothingOfADownloadThatIsBrokenOff() throws Exception {
        // Given
        Promise<Void> begun = Promise.promise();
        devCenter.stalls(begun);

        // When
        try (ExecutorService hand = Executors.newSingleThreadExecutor()) {
            Future<AcknowledgeType> end = hand.submit(() -> fetch.handle(delivery(1)));
            begun.future().toCompletionStage().toCompletableFuture().get();
            end.cancel(true);
        }

        // Then
        assertNothingStored();
        assertThat(producer.history()).isEmpty();
    }

    private void assertNothingStored() {
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(directory)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        });
    }

    private Cab onlyCab() {
        assertThat(producer.history()).hasSize(1);
        return cab(producer.history().getFirst());
    }

    /** The headers of the only record that was written. */
    private Map<String, String> onlyDeadLetter() {
        assertThat(producer.history())
                .singleElement()
                .extracting(ProducerRecord::topic)
                .isEqualTo("test.dead-letters");
        return Stream.of(producer.history().getFirst().headers().toArray())
                .collect(Collectors.toMap(Header::key, header -> new String(header.value(), UTF_8)));
    }

    private static Cab cab(ProducerRecord<byte[], byte[]> record) {
        return CABS.deserializer().deserialize("test.cabs", record.value());
    }

    private static ConsumerRecord<byte[], byte[]> delivery(int count) {
        return delivery(count, request("w10", "application of the request"));
    }

    private static ConsumerRecord<byte[], byte[]> delivery(int count, byte[] value) {
        return new ConsumerRecord<>(
                "test.cab-requests",
                2,
                7,
                LEARNED.toEpochMilli(),
                TimestampType.CREATE_TIME,
                3,
                value.length,
                "key".getBytes(UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty(),
                Optional.of((short) count));
    }

    private static byte[] request(String source, @Nullable String applicationId) {
        CabRequest request = CabRequest.newBuilder()
                .setCabIdHash(ID)
                .setFailureHash("failure")
                .setSource(source)
                .setApplicationId(applicationId)
                .setAlertId("alert")
                .setDriverName("fastboot.sys")
                .setEventTime(NOW)
                .setReason("newest")
                .build();
        return REQUESTS.serializer().serialize("test.cab-requests", request);
    }
}
