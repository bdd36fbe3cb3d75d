package dev.stopcode.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Cluster.Extension.class)
class HarvestIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T09:00:00Z"), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SourceConfig WIN10 = Samples.SOURCE;
    private static final SourceConfig OEM = new SourceConfig("oem", Flavour.OEM, null, false);

    private final Cluster cluster;
    private final FakeDevCenter devCenter = new FakeDevCenter();
    private StopcodeConfig config;
    private TopicReader topics;

    HarvestIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void install() throws Exception {
        config = cluster.installation(Samples.harvest(3, 2), WIN10);
        topics = new TopicReader(config.kafka());
        fill(devCenter);
    }

    @Test
    void shouldHarvestEveryDayOfEverySource() throws Exception {
        // Given
        config = cluster.installation(Samples.harvest(3, 2), WIN10, OEM);
        topics = new TopicReader(config.kafka());
        long begin = System.currentTimeMillis();

        // When
        try (ProducerApp app = start(devCenter)) {
            awaitFirstPass(app);

            // Then
            await().atMost(PATIENCE).until(app::idle);
            assertThat(app.progress().sources()).allSatisfy(source -> {
                assertThat(source.daysDone()).isEqualTo(source.daysPlanned()).isEqualTo(4);
                assertThat(source.firstPassOver()).isTrue();
                assertThat(source.rows())
                        .isEqualTo(devCenter.days.values().stream()
                                .mapToInt(List::size)
                                .sum());
            });
        }
        List<ConsumerRecord<String, FailureHit>> records = topics.records(Topics.FAILURE_HITS);
        assertThat(records).allMatch(message -> message.timestamp() >= begin - 1000, "stamped by the wall clock");
        for (SourceConfig source : config.sources()) {
            List<FailureHit> rows = topics.rows().stream()
                    .filter(hit -> hit.getSource().equals(source.id()))
                    .toList();
            assertThat(markets(rows)).containsExactlyInAnyOrderElementsOf(world());
            assertThat(rows).allMatch(row -> row.getCounting() == source.counting());
            assertThat(marks(records, source.id())).containsExactlyInAnyOrderElementsOf(everyDayOnEveryPartition());
        }
    }

    @Test
    void shouldRepeatRowsUnderANewHarvestIdWhenHarvestedAgain() throws Exception {
        // Given
        try (ProducerApp app = start(devCenter)) {
            awaitFirstPass(app);

            // When
            app.harvestNow();
            await().atMost(PATIENCE).until(app::idle);
        }

        // Then
        List<FailureHit> again =
                topics.rows().stream().filter(row -> row.getHarvestId() > 4).toList();
        assertThat(markets(again))
                .containsExactlyInAnyOrderElementsOf(world().stream()
                        .filter(row -> row.startsWith(TODAY.toString())
                                || row.startsWith(TODAY.minusDays(1).toString()))
                        .toList());
        assertThat(again).extracting(FailureHit::getHarvestId).containsOnly(6L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGoOnAfterAKillBetweenAnyTwoRequests(int request) throws Exception {
        // Given: an app that hangs, as a dead one would, and is never closed before the other has done its work
        FakeDevCenter dying = fill(new FakeDevCenter()).silentFrom(request);
        try (ProducerApp dead = start(dying)) {
            await().atMost(PATIENCE).until(() -> dying.requests() >= request);
            awaitPublished(dead, dying);

            // When
            try (ProducerApp app = start(devCenter)) {
                awaitFirstPass(app);
            }
        }

        // Then
        assertThat(markets(topics.rows())).containsExactlyInAnyOrderElementsOf(world());
        assertThat(topics.rows()).extracting(FailureHit::getHarvestId).containsOnly(1L, 2L, 4L);
        assertThat(marks(topics.records(Topics.FAILURE_HITS), "win10"))
                .containsExactlyInAnyOrderElementsOf(everyDayOnEveryPartition());
    }

    @Test
    void shouldStopTheOneOfTwoProcessesThatFindsTheOtherAhead() throws Exception {
        // Given
        FakeDevCenter slow = fill(new FakeDevCenter()).silentFrom(3);
        try (ProducerApp zombie = start(slow)) {
            await().atMost(PATIENCE).until(() -> slow.requests() >= 3);
            try (ProducerApp app = start(devCenter)) {
                awaitFirstPass(app);

                // When
                slow.release();

                // Then
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(source(zombie).stopped()).isTrue());
                assertThat(source(zombie).error()).contains("Another process harvests this source");
                assertThat(markets(topics.rows())).containsExactlyInAnyOrderElementsOf(world());

                // When
                app.harvestNow();
                await().atMost(PATIENCE).until(app::idle);

                // Then
                assertThat(source(app).stopped()).isFalse();
                assertThat(topics.rows()).extracting(FailureHit::getHarvestId).contains(6L);
            }
        }
    }

    @Test
    void shouldAbortWhatADeadProcessLeftOpen() throws Exception {
        // Given
        KafkaClients clients = new KafkaClients(config.kafka());
        try (Producer<String, Object> dead = clients.producer("harvest-win10")) {
            dead.initTransactions();
            dead.beginTransaction();
            FailureHit half = FailureHit.newBuilder()
                    .setSource("win10")
                    .setDate(TODAY)
                    .setMarket("half")
                    .setHarvestId(1)
                    .setEventCount(1)
                    .build();
            dead.send(new ProducerRecord<>(config.kafka().name(Topics.FAILURE_HITS), "hash", half))
                    .get();

            // When
            try (ProducerApp app = start(devCenter)) {
                awaitFirstPass(app);
            }
            dead.close(Duration.ZERO);
        }

        // Then
        assertThat(markets(topics.rows())).containsExactlyInAnyOrderElementsOf(world());
    }

    @Test
    void shouldReadItsCheckpointBehindTheOpenTransactionOfAnotherSource() throws Exception {
        // Given: the other source's transaction began before this source's checkpoints were written
        KafkaClients clients = new KafkaClients(config.kafka());
        try (Producer<String, Object> other = clients.producer("harvest-other")) {
            other.initTransactions();
            other.beginTransaction();
            other.send(new ProducerRecord<>(
                            config.kafka().name(Topics.HARVEST_CHECKPOINTS),
                            "other",
                            new HarvestCheckpoint("other", 1L, List.of(), null, null, null, null)))
                    .get();
            FakeDevCenter dying = fill(new FakeDevCenter()).silentFrom(4);
            try (ProducerApp dead = start(dying)) {
                await().atMost(PATIENCE).until(() -> source(dead).pages() >= 2);
            }

            // When
            try (ProducerApp app = start(devCenter)) {
                awaitFirstPass(app);
            }
        }

        // Then
        assertThat(markets(topics.rows())).containsExactlyInAnyOrderElementsOf(world());
    }

    @Test
    void shouldNotRepeatAPageWhoseCommitSucceededUnseen() throws Exception {
        // Given
        AtomicInteger commits = new AtomicInteger();
        KafkaClients clients = new KafkaClients(config.kafka()) {
            @Override
            public Producer<String, Object> producer(String name) {
                return losingSecondCommit(super.producer(name), commits);
            }
        };

        // When
        try (ProducerApp app = start(devCenter, clients, new SimpleMeterRegistry())) {
            awaitFirstPass(app);
        }

        // Then
        assertThat(commits).hasValueGreaterThan(2);
        assertThat(markets(topics.rows())).containsExactlyInAnyOrderElementsOf(world());
    }

    @Test
    void shouldStopASourceWithWrongCredentialsAndHarvestTheOthers() throws Exception {
        // Given
        config = cluster.installation(Samples.harvest(3, 2), WIN10, OEM);
        topics = new TopicReader(config.kafka());
        devCenter.refuse(Flavour.OEM, new DevCenterException.Forbidden("no access"));

        // When
        try (ProducerApp app = start(devCenter)) {
            assertThat(app.firstPass().toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("no access");

            // Then
            assertThat(app.progress().sources())
                    .extracting(SourceProgress::source, SourceProgress::stopped, SourceProgress::firstPassOver)
                    .containsExactly(tuple("win10", false, true), tuple("oem", true, false));
        }
        assertThat(markets(topics.rows())).containsExactlyInAnyOrderElementsOf(world());
    }

    @Test
    void shouldWaitForTopicsThatAreMissing() throws Exception {
        // Given
        String checkpoints = config.kafka().name(Topics.HARVEST_CHECKPOINTS);
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            admin.deleteTopics(List.of(checkpoints)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(checkpoints));
            try (ProducerApp app = start(devCenter)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(source(app).error()).contains(checkpoints + " is missing"));

                // When
                admin.createTopics(List.of(new NewTopic(checkpoints, 1, (short) 1)))
                        .all()
                        .get();

                // Then
                awaitFirstPass(app);
            }
        }
        assertThat(markets(topics.rows())).containsExactlyInAnyOrderElementsOf(world());
    }

    @Test
    void shouldCountWhatItDoes() throws Exception {
        // Given
        MeterRegistry meters = new SimpleMeterRegistry();
        devCenter.change(1, FakeDevCenter::withFirstRowRejected);

        // When
        try (ProducerApp app = start(devCenter, new KafkaClients(config.kafka()), meters)) {
            awaitFirstPass(app);
        }

        // Then
        assertThat(meters.get("stopcode.harvest.rows").counter().count()).isEqualTo(world().size() - 1.0);
        assertThat(meters.get("stopcode.harvest.dead.letters").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("stopcode.harvest.days")
                        .tag("outcome", "complete")
                        .counter()
                        .count())
                .isEqualTo(4);
        assertThat(topics.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(new String(letter.value(), UTF_8)).contains("many");
            assertThat(letter.headers().lastHeader("cause").value()).asString().contains("eventCount");
        });
    }

    private ProducerApp start(FakeDevCenter from) {
        return start(from, new KafkaClients(config.kafka()), new SimpleMeterRegistry());
    }

    private ProducerApp start(FakeDevCenter from, KafkaClients clients, MeterRegistry meters) {
        ProducerApp app = new ProducerApp(
                config,
                from,
                CLOCK,
                meters,
                clients,
                () -> new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), new Random(1)));
        app.start();
        return app;
    }

    private static void awaitFirstPass(ProducerApp app) throws Exception {
        app.firstPass().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Every page answered before the silence is published: only then is the app as good as dead. */
    private static void awaitPublished(ProducerApp app, FakeDevCenter dying) {
        long answered = Math.max(0, dying.requests() - 1);
        await().atMost(PATIENCE).until(() -> source(app).pages() >= answered - 1);
    }

    private static SourceProgress source(ProducerApp app) {
        return app.progress().sources().getFirst();
    }

    /** Four days of 7, 4, 0 and 5 rows: eight requests at three rows a page. */
    private static FakeDevCenter fill(FakeDevCenter empty) {
        empty.days.put(TODAY.minusDays(3), Samples.rows(TODAY.minusDays(3), 7));
        empty.days.put(TODAY.minusDays(2), Samples.rows(TODAY.minusDays(2), 4));
        empty.days.put(TODAY, Samples.rows(TODAY, 5));
        return empty;
    }

    private List<String> world() {
        return devCenter.days.values().stream()
                .flatMap(Collection::stream)
                .map(row -> row.date() + " " + row.market())
                .toList();
    }

    private static List<String> markets(List<FailureHit> rows) {
        return rows.stream().map(row -> row.getDate() + " " + row.getMarket()).toList();
    }

    private static List<String> marks(List<ConsumerRecord<String, FailureHit>> records, String source) {
        return records.stream()
                .filter(message ->
                        message.value().getMark() == HarvestMark.DAY_COMPLETE && source.equals(message.key()))
                .map(message -> message.value().getDate() + " " + message.partition())
                .toList();
    }

    private static List<String> everyDayOnEveryPartition() {
        return TODAY.minusDays(3)
                .datesUntil(TODAY.plusDays(1))
                .flatMap(day -> Stream.iterate(0, partition -> partition + 1)
                        .limit(Cluster.PARTITIONS)
                        .map(partition -> day + " " + partition))
                .collect(Collectors.toList());
    }

    /** Commits, and says once that it does not know whether it did. */
    @SuppressWarnings("unchecked")
    private static Producer<String, Object> losingSecondCommit(Producer<String, Object> real, AtomicInteger commits) {
        return (Producer<String, Object>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("commitTransaction") && commits.incrementAndGet() == 2) {
                            throw new TimeoutException("no answer to the commit");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
