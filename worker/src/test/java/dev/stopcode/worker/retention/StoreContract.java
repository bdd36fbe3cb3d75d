package dev.stopcode.worker.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.CabLocation;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.worker.objects.ObjectStore;
import dev.stopcode.worker.objects.ObjectStores;
import dev.stopcode.worker.objects.Sha256;
import dev.stopcode.worker.objects.StoredObject;
import dev.stopcode.worker.store.CabStore;
import dev.stopcode.worker.store.IncomingCab;
import dev.stopcode.worker.store.StoredCab;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of dumps must do, over real servers where it is not a directory. */
abstract class StoreContract {

    static final String ID = "f060c0b6-fbe6-463f-a9f1-b7ebc1cc722f";
    static final String OTHER_ID = "0d901479-bf1f-b842-76f2-3db7e4feaedd";
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration DUE = Duration.ofDays(30).minus(Purge.MARGIN);

    @TempDir
    Path directory;

    final SettableClock clock = new SettableClock();
    final Records records = new Records();
    final StoreMetrics metrics = new StoreMetrics(new SimpleMeterRegistry());
    private final List<Depot> opened = new ArrayList<>();
    private CabLocation location;
    Depot depot;

    /** An empty place of this kind of store. */
    abstract CabLocation place() throws Exception;

    StoreConfig.Credentials credentials() {
        return StoreConfig.Credentials.NONE;
    }

    /** Reads what lies at a location, past the code under test. */
    abstract String content(URI location) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        location = place();
        depot = open(0, WhenFull.STOP);
    }

    @AfterEach
    void closeStore() {
        opened.forEach(Depot::close);
    }

    @Test
    void shouldKeepADumpUnderItsHashAndFindItByItsId() throws Exception {
        // Given
        String dump = "PAGEDU64 and more";

        // When
        StoredCab kept = keep(ID, dump);

        // Then
        String sha256 = Sha256.of(dump.getBytes(UTF_8));
        assertThat(kept.sha256()).isEqualTo(sha256);
        assertThat(kept.bytes()).isEqualTo(dump.length());
        assertThat(kept.collectedAt()).isEqualTo(clock.instant());
        assertThat(kept.location().toString()).endsWith("dumps/" + sha256.substring(0, 2) + "/" + sha256 + ".dmp");
        assertThat(content(kept.location())).isEqualTo(dump);
        assertThat(depot.store().find(ID)).contains(kept);
        assertThat(depot.store().find(OTHER_ID)).isEmpty();
        assertThat(spooled()).isEmpty();
    }

    @Test
    void shouldFindWhatAnotherProcessStored() throws Exception {
        // Given
        StoredCab kept = keep(ID, "MSCF content");

        // When
        clock.advance(Duration.ofDays(2));
        Depot other = open(0, WhenFull.STOP);

        // Then
        assertThat(other.store().find(ID.toUpperCase(Locale.ROOT))).contains(kept);
    }

    @Test
    void shouldNeverMakeANameOfAnId() throws Exception {
        // Given
        List<String> hostile = List.of("../../outside", "/etc/passwd", "a/b", "", "..", "CON", "nul\u0000");

        for (String id : hostile) {
            // When
            StoredCab kept = keep(id, "MSCF content");

            // Then
            assertThat(depot.store().find(id)).contains(kept);
        }
        assertThat(names())
                .allSatisfy(name ->
                        assertThat(name).matches("index/sha256-[0-9a-f]{64}|dumps/[0-9a-f]{2}/[0-9a-f]{64}\\.cab"));
        assertThat(names()).hasSize(hostile.size() + 1);
    }

    @Test
    void shouldForgetADumpThatIsGoneOrCutAndTakeItAgain() throws Exception {
        // Given
        StoredCab kept = keep(ID, "MSCF content");
        String name = dumpNames().getFirst();

        // When
        try (ObjectStore objects = objects()) {
            objects.add(name, Files.writeString(directory.resolve("cut"), "MSCF"), Sha256.of("MSCF".getBytes(UTF_8)));
        }

        // Then
        assertThat(depot.store().find(ID)).isEmpty();
        assertThat(keep(ID, "MSCF content")).isEqualTo(kept);
        assertThat(content(kept.location())).isEqualTo("MSCF content");

        // When
        delete(name);

        // Then
        assertThat(depot.store().find(ID)).isEmpty();
    }

    @Test
    void shouldDestroyADumpBeforeItsTimeIsOverAndTellOfIt() throws Exception {
        // Given
        StoredCab kept = keep(ID, "MSCF content");
        Instant collected = clock.instant();

        // When
        clock.advance(DUE.minusSeconds(1));
        depot.tidy();

        // Then
        assertThat(depot.store().find(ID)).contains(kept);
        assertThat(records.producer.history()).isEmpty();
        assertThat(metrics.used()).isEqualTo("MSCF content".length());

        // When
        clock.advance(Duration.ofSeconds(1));
        depot.tidy();

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.cabs()).singleElement().satisfies(cab -> {
            assertThat(cab.getCabIdHash()).isEqualTo(ID);
            assertThat(cab.getStatus()).isEqualTo(CabStatus.PURGED);
            assertThat(cab.getDriverName()).isEqualTo("fastboot.sys");
            assertThat(cab.getAlertId()).isEqualTo("alert");
            assertThat(cab.getFailureHash()).isEqualTo("failure");
            assertThat(cab.getCollectedAt()).isEqualTo(collected);
            assertThat(cab.getLocation()).isNull();
        });
        assertThat(records.of("test.cabs")).hasSize(2).satisfies(sent -> {
            assertThat(sent.getFirst().timestamp()).isEqualTo(collected.toEpochMilli());
            assertThat(sent.getLast().key()).asString().isEqualTo(ID);
            assertThat(sent.getLast().value()).isNull();
        });
        assertThat(records.purges()).singleElement().satisfies(purge -> {
            assertThat(purge.getReason()).isEqualTo(PurgeReason.AGE);
            assertThat(purge.getStore()).isEqualTo(location.toString());
            assertThat(purge.getBytes()).isEqualTo("MSCF content".length());
            assertThat(purge.getRequests()).isEqualTo(1);
            assertThat(purge.getCollectedAt()).isEqualTo(collected);
            assertThat(purge.getPurgedAt()).isEqualTo(clock.instant());
        });
        assertThat(metrics.used()).isZero();
        assertThat(metrics.purged()).isEqualTo(1);
    }

    @Test
    void shouldStoreIdenticalDumpsOnceAndDestroyThemWhenTheFirstIsDue() throws Exception {
        // Given
        StoredCab first = keep(ID, "MDMP the same");
        clock.advance(Duration.ofDays(20));
        StoredCab second = keep(OTHER_ID, "MDMP the same");
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(dumpNames()).hasSize(1);

        // When
        clock.advance(DUE.minusDays(20));
        depot.tidy();

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.cabs())
                .extracting(Cab::getCabIdHash, Cab::getStatus)
                .containsExactlyInAnyOrder(tuple(ID, CabStatus.PURGED), tuple(OTHER_ID, CabStatus.PURGED));
        assertThat(records.purges())
                .extracting(CabPurge::getRequests, CabPurge::getCollectedAt)
                .containsExactly(tuple(2, first.collectedAt()));
    }

    @Test
    void shouldFinishAPurgeThatWasCutShort() throws Exception {
        // Given
        keep(ID, "MSCF content");
        clock.advance(DUE);
        records.producer.sendException = new TimeoutException("no leader");

        // When
        assertThatExceptionOfType(KafkaException.class).isThrownBy(depot::tidy);

        // Then
        Instant destroyed = clock.instant();
        assertThat(dumpNames()).isEmpty();
        assertThat(depot.store().find(ID)).isEmpty();

        // When
        clock.advance(Duration.ofDays(3));
        records.producer.sendException = null;
        Depot next = open(0, WhenFull.STOP);
        next.tidy();
        next.tidy();

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.cabs()).extracting(Cab::getStatus).containsExactly(CabStatus.PURGED);
        assertThat(records.purges())
                .extracting(CabPurge::getReason, CabPurge::getPurgedAt)
                .containsExactly(tuple(PurgeReason.AGE, destroyed));
    }

    @Test
    void shouldDestroyTheOthersWhereOneDumpCannotBe() throws Exception {
        try (Refusing objects = Refusing.none(objects())) {
            // Given
            keep(ID, "MSCF the oldest");
            objects.undeletable().addAll(dumpNames());
            clock.advance(Duration.ofMinutes(1));
            keep(OTHER_ID, "MSCF younger");
            clock.advance(DUE);
            Purge purge = purge(objects);

            // When
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(purge::run)
                    .satisfies(all -> assertThat(all.getSuppressed()).hasSize(1));

            // Then
            assertThat(dumpNames()).hasSameElementsAs(objects.undeletable());
            assertThat(records.cabs()).extracting(Cab::getCabIdHash).containsExactly(OTHER_ID);

            // When
            objects.undeletable().clear();
            purge.run();

            // Then
            assertThat(names()).isEmpty();
            assertThat(records.purges()).extracting(CabPurge::getReason).containsOnly(PurgeReason.AGE);
        }
    }

    @Test
    void shouldDestroyTheOthersWhereOneEntryCannotBeRead() throws Exception {
        try (Refusing objects = Refusing.none(objects())) {
            // Given
            keep(ID, "MSCF the oldest");
            objects.unreadable().addAll(names());
            clock.advance(Duration.ofMinutes(1));
            keep(OTHER_ID, "MSCF younger");
            clock.advance(DUE);
            Purge purge = purge(objects);

            // When
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(purge::run)
                    .satisfies(all -> assertThat(all.getSuppressed()).hasSize(1));

            // Then
            assertThat(depot.store().find(OTHER_ID)).isEmpty();
            assertThat(records.cabs()).extracting(Cab::getCabIdHash).containsExactly(OTHER_ID);

            // When
            objects.unreadable().clear();
            clock.advance(Duration.ofDays(30));
            purge.run();

            // Then
            assertThat(names()).isEmpty();
            assertThat(records.cabs()).extracting(Cab::getCabIdHash).contains(ID);
        }
    }

    @Test
    void shouldTellOfDumpsThatSomebodyElseDestroyed() throws Exception {
        // Given
        keep(ID, "MSCF content");
        delete(dumpNames().getFirst());

        // When
        depot.tidy();

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.purges()).extracting(CabPurge::getReason).containsExactly(PurgeReason.GONE);
    }

    @Test
    void shouldNotClaimToHaveDestroyedWhatIsFoundGoneAfterItsTime() throws Exception {
        // Given
        keep(ID, "MSCF content");
        delete(dumpNames().getFirst());
        clock.advance(Duration.ofDays(40));

        // When
        depot.tidy();

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.purges()).extracting(CabPurge::getReason).containsExactly(PurgeReason.GONE);
        assertThat(records.of("test.cabs").getLast().value()).isNull();
    }

    @Test
    void shouldDestroyADumpThatNobodyWasToldOf() throws Exception {
        // Given
        keep(ID, "MSCF content");
        delete(names().stream()
                .filter(name -> name.startsWith("index/"))
                .findFirst()
                .orElseThrow());

        // When
        clock.advance(Duration.ofDays(30));
        depot.tidy();

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.cabs()).isEmpty();
        assertThat(records.purges()).extracting(CabPurge::getRequests).containsExactly(0);
    }

    @Test
    void shouldLetTwoWorkersPurgeAtTheSameTime() throws Exception {
        // Given
        int count = 8;
        for (int number = 0; number < count; number++) {
            keep("id " + number, "MSCF content " + number);
        }
        clock.advance(DUE);
        Depot other = open(0, WhenFull.STOP);

        // When
        try (ExecutorService hands = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> purges = List.of(depot, other).stream()
                    .map(one -> (Callable<Void>) () -> {
                        one.tidy();
                        return null;
                    })
                    .toList();
            for (var end : hands.invokeAll(purges)) {
                end.get();
            }
        }
        depot.tidy();

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.cabs().stream().map(Cab::getCabIdHash).distinct()).hasSize(count);
        assertThat(records.purges().stream().map(CabPurge::getPurgeId).distinct())
                .hasSize(count);
    }

    @Test
    void shouldDestroyTheOldestWhereItMayMakeRoom() throws Exception {
        // Given
        Depot limited = open(100, WhenFull.OLDEST);
        for (int number = 0; number < 3; number++) {
            StoredCab kept = keep(limited, "id " + number, String.valueOf(number));
            limited.room().taken(kept.bytes());
            clock.advance(Duration.ofHours(1));
        }
        assertThat(records.purges()).isEmpty();

        // When
        limited.room().taken(keep(limited, "id 3", "3").bytes());

        // Then
        assertThat(dumpNames()).hasSize(3);
        assertThat(limited.store().find("id 0")).isEmpty();
        assertThat(limited.store().find("id 3")).isPresent();
        assertThat(limited.room().isThere()).isTrue();
        assertThat(records.cabs())
                .extracting(Cab::getCabIdHash, Cab::getStatus)
                .containsExactly(tuple("id 0", CabStatus.PURGED));
        assertThat(records.purges()).extracting(CabPurge::getReason).containsExactly(PurgeReason.STORE_LIMIT);
    }

    @Test
    void shouldTakeNoRequestWhileTheStoreIsFull() throws Exception {
        // Given
        Depot limited = open(20, WhenFull.STOP);
        assertThat(limited.room().isThere()).isTrue();

        // When
        limited.room().taken(keep(limited, ID, "7").bytes());

        // Then
        assertThat(limited.room().isThere()).isFalse();
        assertThat(metrics.full()).isTrue();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> limited.room().require())
                .withMessageContaining("cabs.store.limit");

        // When
        clock.advance(DUE);
        limited.tidy();

        // Then
        assertThat(limited.room().isThere()).isTrue();
        assertThat(metrics.full()).isFalse();
    }

    final Depot open(long limit, WhenFull whenFull) throws IOException {
        Depot opening = new Depot(
                new CabConfig(new CabBudget(1, 20, 20), 1, 1, Duration.ofHours(1), 1_000, config(limit, whenFull)),
                records.results(clock),
                metrics,
                VERTX,
                clock);
        opening.open();
        opened.add(opening);
        return opening;
    }

    final StoreConfig config(long limit, WhenFull whenFull) {
        return new StoreConfig(location, directory.resolve("spool"), credentials(), 30, limit, whenFull, 0);
    }

    private Purge purge(ObjectStore objects) {
        return new Purge(
                new CabStore(objects, clock), config(0, WhenFull.STOP), records.results(clock), metrics, clock);
    }

    final StoredCab keep(String id, String content) throws Exception {
        return kept(depot, id, content);
    }

    /** Keeps a dump of 30 bytes. */
    private static StoredCab keep(Depot depot, String id, String content) throws Exception {
        return kept(depot, id, "MSCF" + content + ".".repeat(26 - content.length()));
    }

    private static StoredCab kept(Depot depot, String id, String content) throws Exception {
        IncomingCab incoming = await(depot.spool().receive());
        await(incoming.end(Buffer.buffer(content)));
        return depot.store()
                .keep(
                        incoming,
                        CabRequest.newBuilder()
                                .setCabIdHash(id)
                                .setFailureHash("failure")
                                .setSource("w10")
                                .setAlertId("alert")
                                .setDriverName("fastboot.sys")
                                .setEventTime(Instant.EPOCH)
                                .setReason("newest")
                                .build(),
                        null);
    }

    final ObjectStore objects() {
        return ObjectStores.of(config(0, WhenFull.STOP));
    }

    final List<String> names() throws IOException {
        try (ObjectStore objects = objects()) {
            return Stream.concat(objects.list("index/").stream(), objects.list("dumps/").stream())
                    .map(StoredObject::name)
                    .toList();
        }
    }

    final List<String> dumpNames() throws IOException {
        return names().stream().filter(name -> name.startsWith("dumps/")).toList();
    }

    final void delete(String name) throws IOException {
        try (ObjectStore objects = objects()) {
            objects.delete(name);
        }
    }

    private List<Path> spooled() throws IOException {
        try (var files = Files.list(ObjectStores.spool(config(0, WhenFull.STOP)))) {
            return files.toList();
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
