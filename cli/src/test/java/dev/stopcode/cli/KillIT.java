package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.cli.Victim.Life;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.machine.Background;
import dev.stopcode.cli.machine.DataDir;
import dev.stopcode.cli.machine.Endpoints;
import dev.stopcode.cli.machine.LocalInstallations;
import dev.stopcode.cli.machine.SimulatedTenant;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Topics;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes are killed again and again while they work; topics and files end as if nothing had happened. */
class KillIT {

    private static final long SEED = Long.getLong("stopcode.kill.seed", 1);
    private static final String CASE = "killed at points of seed " + SEED;
    private static final Random RANDOM = new Random(SEED);

    private static final int BACKFILL_DAYS = 45;
    private static final int PARTITIONS = 2;

    private static final String PAGE = "failurehits";
    private static final String DETAILS = "failuredetails";
    private static final String DUMP = "dump";
    private static final String COMMIT = "commit";

    @TempDir
    private static Path dir;

    private static final Deque<AutoCloseable> PARTS = new ArrayDeque<>();
    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static World world;
    private static Map<String, Long> totals;
    private static SimulatedTenant tenant;
    private static Outcome calm;
    private static Outcome killed;

    @BeforeAll
    static void run() throws Exception {
        // the processes go by the real date, and the world stays at the one at which it was made
        assumeThat(LocalTime.now(ZoneOffset.UTC)).isBefore(LocalTime.of(23, 50));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        world = World.of(new WorldConfig(1, Size.SMALL, today));
        totals = Contents.totals(world, today.minusDays(BACKFILL_DAYS), today);
        broker = opened(EmbeddedBroker.start(dir.resolve("kafka"), 0));
        registry = opened(EmbeddedRegistry.startInMemory(dir.resolve("registry")));
        Vertx vertx = Vertx.vertx();
        PARTS.push(() -> vertx.close().await());
        Clock noon = Clock.fixed(today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        tenant = opened(SimulatedTenant.start(vertx, FailureSource.of(world), noon, Listen.LOOPBACK));
        calm = runUndisturbed();
        killed = runKilled();
    }

    private static <T extends AutoCloseable> T opened(T part) {
        PARTS.push(part);
        return part;
    }

    @AfterAll
    static void stop() throws Exception {
        while (!PARTS.isEmpty()) {
            PARTS.pop().close();
        }
    }

    private static Installation installation(String name) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(tenant.settings());
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", registry.url().toString());
        settings.put("topics.prefix", name + ".");
        settings.put("topics.partitions", Integer.toString(PARTITIONS));
        settings.put("devcenter.requests.per.second", "1000");
        settings.put("harvest.backfill.days", Integer.toString(BACKFILL_DAYS));
        settings.put("harvest.page.size", "20");
        settings.put("streams.state.dir", dir.resolve(name).resolve("streams").toString());
        settings.put("cabs.store", dir.resolve(name).resolve("cabs").toString());
        Installation installation = new Installation(dir.resolve(name), settings);
        installation.createTopics();
        return installation;
    }

    private static Outcome runUndisturbed() throws Exception {
        try (Installation installation = installation("calm");
                Victim harvest = new Victim(List.of(), () -> installation.start("harvest"));
                Victim stream = new Victim(List.of(), () -> installation.start("stream"));
                Victim work = new Victim(List.of(), () -> installation.start("work"))) {
            awaitDone(installation, harvest, stream, work);
            return Outcome.of(installation);
        }
    }

    /** Harvest and work die at requests that they make, stream at what it has been seen to commit. */
    private static Outcome runKilled() throws Exception {
        List<Life> harvests = new ArrayList<>(lives(PAGE, tenant.simulator().requests(PAGE) / 6));
        harvests.add(life(DETAILS, 9));
        try (Installation installation = installation("killed");
                Victim harvest = new Victim(harvests, () -> installation.start("harvest"));
                Victim stream = new Victim(lives(COMMIT, calm.dayStates() / 8), () -> installation.start("stream"));
                Victim work = new Victim(lives(DUMP, 3), () -> {
                    installation.ageIncoming();
                    return installation.start("work");
                })) {
            installation.missTopologyAfter(Duration.ofSeconds(3));
            tenant.simulator().onRequest(path -> Stream.of(harvest, work).forEach(victim -> victim.event(event(path))));
            Records records = installation.records();
            CompletableFuture<Void> commits = Background.run(
                    "commits", () -> records.follow(Topics.DRIVER_DAYS, record -> stream.event(COMMIT), () -> {}));
            awaitDone(installation, harvest, stream, work);
            assertThat(Stream.of(harvest, stream, work)).as(CASE).allMatch(victim -> victim.livesLeft() == 0);
            commits.join();
            return Outcome.of(installation);
        }
    }

    private static void awaitDone(Installation installation, Victim... processes) {
        await(CASE)
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            Stream.of(processes).forEach(Victim::revive);
                            return installation.busy();
                        },
                        Optional::isEmpty);
    }

    private static List<Life> lives(String event, int longest) {
        return Stream.generate(() -> life(event, longest)).limit(3).toList();
    }

    private static Life life(String event, int longest) {
        return new Life(event, among(longest));
    }

    private static int among(int number) {
        return 1 + RANDOM.nextInt(number);
    }

    private static String event(String path) {
        return path.startsWith("/cabs/") ? DUMP : path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void shouldHarvestEachRowOnce() {
        assertThat(calm.harvests().rows()).doesNotHaveDuplicates();
        assertSame(killed.harvests().rows(), calm.harvests().rows());
        assertThat(killed.harvests().marks().keySet())
                .as(CASE)
                .isEqualTo(calm.harvests().marks().keySet());
        assertThat(killed.harvests().marks().values())
                .as(CASE)
                .containsOnly(Collections.nCopies(PARTITIONS, HarvestMark.DAY_COMPLETE));
    }

    @Test
    void shouldEndWithTheSameTables() {
        Contents expected = calm.contents();
        Contents actual = killed.contents();
        assertThat(expected.totals()).isEqualTo(totals);
        assertThat(expected.alerts()).isNotEmpty();
        assertSame(actual.totals().entrySet(), totals.entrySet());
        assertSame(actual.days(), expected.days());
        assertSame(actual.failures(), expected.failures());
        assertSame(actual.alerts().values(), expected.alerts().values());
        assertThat(killed.deadLetters()).as(CASE).isEmpty();
    }

    @Test
    void shouldFetchEachDumpOnce() {
        Contents actual = killed.contents();
        assertThat(actual.requests())
                .as(CASE)
                .hasSameSizeAs(calm.contents().requests())
                .extracting(CabRequest::getCabIdHash)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        actual.stored().stream().map(Cab::getCabIdHash).toList());
        assertThat(actual.cabs())
                .as(CASE)
                .isEqualTo(actual.stored())
                .allSatisfy(cab ->
                        Contents.assertStoredRight(cab, world, world.config().today()));
        assertThat(killed.incoming()).as(CASE).isEmpty();
    }

    @Test
    void shouldGoOnWhereAKilledUpStood() throws Exception {
        // Given
        Path data = dir.resolve("up");
        String window = "harvest.backfill.days=" + BACKFILL_DAYS;
        AtomicInteger commits = new AtomicInteger(among(calm.dayStates()));
        Endpoints endpoints;
        try (StopcodeProcess up = StopcodeProcess.startUp(dir, data, 0, "--set", window)) {
            await(CASE)
                    .atMost(Duration.ofMinutes(1))
                    .failFast(
                            "up ends",
                            () -> assertThat(up.isAlive()).as(up.err()).isTrue())
                    .ignoreExceptions()
                    .until(() -> {
                        try (Records topics = open(data)) {
                            topics.follow(Topics.DRIVER_DAYS, record -> commits.decrementAndGet() > 0, () -> {});
                            return true;
                        }
                    });
            endpoints = new DataDir(data).endpoints().orElseThrow();
            up.kill();
        }

        // When
        int registryPort = URI.create(endpoints.registryUrl()).getPort();
        try (StopcodeProcess up = StopcodeProcess.startUp(dir, data, registryPort, "--set", window)) {
            assertThat(up.await(200)).as(up::err).isZero();
        }

        // Then
        try (Records topics = open(data)) {
            assertSame(Contents.of(topics).totals().entrySet(), totals.entrySet());
        }
    }

    /** In any order; of thousands, only those are printed that differ. */
    private static <T> void assertSame(Collection<T> actual, Collection<T> expected) {
        assertThat(without(actual, expected)).as(CASE + ", too much").isEmpty();
        assertThat(without(expected, actual)).as(CASE + ", missing").isEmpty();
    }

    /** What the one has more often than the other. */
    private static <T> List<T> without(Collection<T> one, Collection<T> other) {
        Map<T, Integer> left = new HashMap<>();
        other.forEach(item -> left.merge(item, 1, Integer::sum));
        return one.stream()
                .filter(item -> left.merge(item, -1, Integer::sum) < 0)
                .toList();
    }

    private static Records open(Path data) {
        return new LocalInstallations(Map.of()).open(new Where(null, Map.of(), data));
    }
}
