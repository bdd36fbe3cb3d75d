package dev.stopcode.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.PurgeReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class WorkerIT {

    private static final int ATTEMPTS = 2;

    @TempDir
    private static Path shared;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static Vertx vertx;
    private static Vendor vendor;

    @TempDir
    private Path directory;

    private String prefix;
    private Installation installation;
    private DevCenterClient devCenter;

    @BeforeAll
    static void startNeighbours() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        broker = EmbeddedBroker.start(shared.resolve("broker"), 0);
        registry = EmbeddedRegistry.startInMemory(shared.resolve("registry"));
        vertx = Vertx.vertx();
        vendor = new Vendor(vertx);
    }

    @AfterAll
    static void stopNeighbours() throws Exception {
        vendor.close();
        vertx.close();
        registry.close();
        broker.close();
        Awaitility.reset();
    }

    @BeforeEach
    void install(TestInfo test) throws Exception {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        installation = new Installation(
                prefix, broker.bootstrapServers(), registry.url(), Vendor.config(vendor.api()), directory);
        installation.createTopics();
        devCenter = DevCenterClient.create(vertx, Vendor.config(vendor.api()));
    }

    @AfterEach
    void uninstall() {
        installation.close();
        devCenter.close();
    }

    @Test
    void shouldStoreARequestedDumpAndReportIt() throws Exception {
        // Given
        String id = id();
        String content = "PAGEDU64" + "x".repeat(0x30) + "\n\0\0\0" + "x".repeat(300_000);
        vendor.holds(id, content);

        // When
        installation.request(id);
        try (WorkerApp worker = start(2)) {
            await().until(() -> settled(worker) == 1);

            // Then
            Cab cab = onlyCab();
            assertThat(cab.getCabIdHash()).isEqualTo(id);
            assertThat(cab.getStatus()).isEqualTo(CabStatus.STORED);
            assertThat(cab.getSha256()).isEqualTo(sha256(content));
            assertThat(Path.of(URI.create(cab.getLocation()))).hasContent(content);
            assertThat(cab.getTriage().getBugCheckName()).isEqualTo("IRQL_NOT_LESS_OR_EQUAL");
            assertThat(cab.getTriage().getAgreesWithFailureName()).isEqualTo(CabAgreement.YES);
            assertThat(cab.getTriage().getProblem()).isNull();
            assertThat(worker.progress())
                    .isEqualTo(new WorkerProgress(0, 0, 1, 0, 0, 0, 0, content.length(), 0, "", ""));
        }
    }

    @Test
    void shouldNotDownloadAgainWhatItHolds() throws Exception {
        // Given
        String id = id();
        vendor.holds(id, "MSCF content");
        installation.request(id);
        try (WorkerApp first = start(1)) {
            await().until(() -> settled(first) == 1);
        }

        // When
        installation.request(id);
        try (WorkerApp second = start(1)) {
            await().until(() -> second.progress().known() == 1);
        }

        // Then
        assertThat(vendor.served(id)).isEqualTo(1);
        assertThat(installation.cabs())
                .hasSize(2)
                .containsOnly(installation.cabs().getFirst());
    }

    @Test
    void shouldShareTheLoadAndFetchEachDumpOnce() throws Exception {
        // Given
        List<String> ids = IntStream.range(0, 12).mapToObj(number -> id()).toList();
        for (String id : ids) {
            vendor.dawdles(id, "MSCF" + id, Duration.ofMillis(400));
            installation.request(id);
        }

        // When
        try (WorkerApp one = start(2);
                WorkerApp other = start(2)) {
            await().until(() -> settled(one) + settled(other) == ids.size());

            // Then
            assertThat(one.progress().stored()).isPositive();
            assertThat(other.progress().stored()).isPositive();
        }
        assertThat(installation.cabs()).extracting(Cab::getCabIdHash).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids).allSatisfy(id -> assertThat(vendor.served(id)).isEqualTo(1));
    }

    @Test
    void shouldFetchOnWhileOneDownloadStalls() throws Exception {
        // Given
        String stalled = id();
        Promise<Void> rest = vendor.stalls(stalled, "MSCF half and half");
        installation.request(stalled);
        try (WorkerApp worker = start(2)) {
            await().until(() -> vendor.served(stalled) == 1);

            // When
            List<String> others = List.of(id(), id(), id(), id());
            for (String id : others) {
                vendor.holds(id, "MSCF" + id);
                installation.request(id);
            }

            // Then
            await().until(() -> worker.progress().stored() == others.size());
            assertThat(installation.cabs()).extracting(Cab::getCabIdHash).doesNotContain(stalled);
            rest.complete();
            await().until(() -> settled(worker) == others.size() + 1);
        }
    }

    @Test
    void shouldKeepTheRequestOfADownloadThatOutlastsItsLock() throws Exception {
        // Given
        String id = id();
        vendor.dawdles(id, "MSCF" + "x".repeat(36), Duration.ofSeconds(5));
        installation.lockFor(Duration.ofSeconds(1));
        installation.request(id);

        // When
        try (WorkerApp busy = start(1);
                WorkerApp idle = start(1)) {
            await().until(() -> settled(busy) + settled(idle) == 1);
        }

        // Then
        assertThat(vendor.served(id)).isEqualTo(1);
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
    }

    @Test
    void shouldLetDownloadsEndWhenClosed() throws Exception {
        // Given
        String id = id();
        Promise<Void> rest = vendor.stalls(id, "MSCF half and half");
        installation.request(id);
        WorkerApp worker = start(1);
        await().until(() -> vendor.served(id) == 1);

        // When
        vertx.setTimer(1_000, timer -> rest.complete());
        worker.close();

        // Then
        assertThat(worker.progress().inFlight()).isZero();
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
    }

    @Test
    void shouldFinishWhatAKilledWorkerBegan() throws Exception {
        // Given
        String id = id();
        vendor.stalls(id, "MSCF first half and second half");
        installation.request(id);
        Process killed = WorkerProcess.start(
                prefix,
                broker.bootstrapServers(),
                registry.url(),
                vendor.api(),
                directory,
                shared.resolve("killed.log").toFile());
        try {
            await().until(() -> vendor.served(id) == 1 && bytesIn(directory.resolve("incoming")) > 0);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        assertThat(whole()).isEmpty();
        assertThat(installation.cabs()).isEmpty();

        // When
        vendor.holds(id, "MSCF first half and second half");
        try (WorkerApp other = start(1)) {
            await().until(() -> settled(other) == 1);
        }

        // Then
        assertThat(onlyCab().getSha256()).isEqualTo(sha256("MSCF first half and second half"));
        assertThat(whole())
                .singleElement()
                .satisfies(file -> assertThat(file).hasContent("MSCF first half and second half"));
    }

    @Test
    void shouldSaySoWhenADumpIsGoneOrNone() throws Exception {
        // Given
        String gone = id();
        String garbage = id();
        vendor.fails(gone, 404);
        vendor.holds(garbage, "<html>we are busy</html>");
        installation.request(gone);
        installation.request(garbage);

        // When
        try (WorkerApp worker = start(2)) {
            await().until(() -> settled(worker) == 2);
        }

        // Then
        assertThat(installation.cabs())
                .extracting(Cab::getCabIdHash, Cab::getStatus)
                .containsExactlyInAnyOrder(tuple(gone, CabStatus.EXPIRED), tuple(garbage, CabStatus.REJECTED));
        assertThat(whole()).isEmpty();
    }

    @Test
    void shouldSetAnUnreadableRequestAsideAndGoOn() throws Exception {
        // Given
        String id = id();
        vendor.holds(id, "MSCF content");
        installation.send("key".getBytes(UTF_8), "no Avro".getBytes(UTF_8));
        installation.request(id);

        // When
        try (WorkerApp worker = start(1)) {
            await().until(() -> settled(worker) == 2);
        }

        // Then
        assertThat(installation.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).asString().isEqualTo("key");
            assertThat(letter.value()).asString().isEqualTo("no Avro");
            assertThat(letter.headers().lastHeader("cause")).isNotNull();
        });
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
    }

    @Test
    void shouldGiveUpAfterItsAttempts() throws Exception {
        // Given
        String id = id();
        vendor.fails(id, 503);
        installation.request(id);

        // When
        try (WorkerApp worker = start(1)) {
            await().until(() -> settled(worker) == 1);
        }

        // Then
        assertThat(vendor.served(id)).isEqualTo(ATTEMPTS);
        assertThat(installation.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.key()).asString().isEqualTo(id));
        assertThat(installation.cabs()).isEmpty();
    }

    @Test
    void shouldDestroyAtItsStartWhatGrewTooOldMeanwhile() throws Exception {
        // Given
        String id = id();
        vendor.holds(id, "MSCF content");
        installation.request(id);
        try (WorkerApp first = start(1)) {
            await().until(() -> settled(first) == 1);
        }

        // When
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(45));
        try (WorkerApp second = start(installation.config(1, ATTEMPTS), later)) {

            // Then
            assertThat(second.progress().purged()).isEqualTo(1);
        }
        assertThat(whole()).isEmpty();
        assertThat(installation.cabs())
                .extracting(Cab::getCabIdHash, Cab::getStatus)
                .containsExactly(tuple(id, CabStatus.STORED), tuple(id, CabStatus.PURGED));
        assertThat(installation.purges()).extracting(CabPurge::getReason).containsExactly(PurgeReason.AGE);
    }

    @Test
    void shouldTakeNoRequestWithoutRoomForItsDumpAndLoseNone() throws Exception {
        // Given
        String id = id();
        vendor.holds(id, "MSCF content");
        installation.request(id);
        StoreConfig plain = StoreConfig.directory(directory);
        StoreConfig withoutRoom = new StoreConfig(
                plain.location(), plain.spool(), plain.credentials(), 30, 0, WhenFull.STOP, Long.MAX_VALUE);

        // When
        try (WorkerApp full = start(installation.config(2, ATTEMPTS, withoutRoom), Clock.systemUTC())) {
            await().until(() -> full.progress().full());

            // Then
            assertThat(full.progress().inFlight()).isZero();
        }
        assertThat(vendor.served(id)).isZero();

        // When
        try (WorkerApp roomy = start(1)) {
            await().until(() -> settled(roomy) == 1);
            assertThat(roomy.progress().full()).isFalse();
        }

        // Then
        assertThat(onlyCab().getStatus()).isEqualTo(CabStatus.STORED);
    }

    private WorkerApp start(int concurrency) {
        return start(installation.config(concurrency, ATTEMPTS), Clock.systemUTC());
    }

    private WorkerApp start(StopcodeConfig config, Clock clock) {
        WorkerApp worker = new WorkerApp(config, devCenter, vertx, clock, new SimpleMeterRegistry());
        worker.start();
        return worker;
    }

    /** Requests that came to an end and are no longer in hand. */
    private static long settled(WorkerApp worker) {
        WorkerProgress progress = worker.progress();
        return progress.stored()
                + progress.known()
                + progress.rejected()
                + progress.expired()
                + progress.deadLettered()
                - progress.inFlight();
    }

    private Cab onlyCab() {
        List<Cab> cabs = installation.cabs();
        assertThat(cabs).hasSize(1);
        return cabs.getFirst();
    }

    /** Dumps and index entries that can be seen in the store. */
    private List<Path> whole() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(directory.resolve("incoming"))
                            && !file.startsWith(directory.resolve("index")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
