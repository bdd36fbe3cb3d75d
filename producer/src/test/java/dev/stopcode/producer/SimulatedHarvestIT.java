package dev.stopcode.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.sandbox.api.DevCenterSimulator;
import dev.stopcode.sandbox.api.Fault;
import dev.stopcode.sandbox.api.Injection;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The harvest over real HTTP, a real broker and a real registry, with the vendor's ways of failing. */
@ExtendWith(Cluster.Extension.class)
class SimulatedHarvestIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final World WORLD = World.of(new WorldConfig(1, Size.SMALL, TODAY));
    private static final HarvestConfig HARVEST = new HarvestConfig(3, 4, Duration.ofHours(12), 10, 2, 3, "");

    private final Cluster cluster;
    private Tenant tenant;
    private DevCenterSimulator simulator;
    private StopcodeConfig config;
    private TopicReader topics;

    SimulatedHarvestIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        tenant = new Tenant(WORLD);
        simulator = tenant.simulator();
        config = cluster.installation(
                HARVEST,
                WORLD.sources().stream()
                        .map(source -> new SourceConfig(source.id(), source.flavour(), source.applicationId(), true))
                        .toArray(SourceConfig[]::new));
        topics = new TopicReader(config.kafka());
    }

    @AfterEach
    void stop() throws Exception {
        tenant.close();
    }

    static Stream<Injection> faultsThatLeaveNoTrace() {
        return Stream.of(
                Injection.of(new Fault.Throttle("1")).after(3).times(2),
                Injection.of(new Fault.Throttle(null)).after(5).times(8),
                Injection.of(new Fault.ServerError(500)).after(4).times(3),
                Injection.of(new Fault.Html(200)).after(6),
                Injection.of(new Fault.Html(502)).after(2),
                Injection.of(new Fault.TruncatedBody()).after(7).times(2),
                Injection.of(new Fault.TokensExpired()).after(5));
    }

    @ParameterizedTest
    @MethodSource("faultsThatLeaveNoTrace")
    void shouldHarvestTheSameRowsWhateverTheVendorAnswersInBetween(Injection fault) throws Exception {
        // Given
        simulator.faults().inject(fault.on("failurehits"));

        // When
        harvest();

        // Then
        assertThat(simulator.faults().pending())
                .as("faults that did not strike")
                .isEmpty();
        assertEveryDayIsComplete();
        assertThat(topics.rows()).hasSize(worldSize());
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void shouldReadADayAgainWhosePagesDrift(Fault.PageDrift.Kind kind) throws Exception {
        // Given
        simulator.faults().inject(Injection.of(new Fault.PageDrift(kind)).on("failurehits"));

        // When
        harvest();

        // Then
        assertThat(simulator.faults().pending()).isEmpty();
        assertEveryDayIsComplete();
        assertThat(topics.rows()).as("the drifted harvest's rows stay behind").hasSizeGreaterThan(worldSize());
    }

    static Stream<Fault.PageDrift.Kind> drifts() {
        return Stream.of(Fault.PageDrift.Kind.values());
    }

    @Test
    void shouldSendAMalformedRowToDeadLettersAndPassTheGoodOnesAroundIt() throws Exception {
        // Given
        simulator.faults().inject(new Fault.MalformedRow(TODAY.minusDays(1)));

        // When
        harvest();

        // Then
        assertEveryDayIsComplete();
        assertThat(topics.deadLetters()).hasSize(WORLD.sources().size()).allSatisfy(letter -> {
            assertThat(new String(letter.value(), UTF_8)).contains("\"abc\"");
            assertThat(letter.headers().lastHeader("cause").value()).asString().contains("eventCount");
            assertThat(letter.headers().lastHeader("day").value()).asString().isEqualTo("2026-03-09");
        });
    }

    @Test
    void shouldHarvestWhatIsRestatedOnTheNextDay() throws Exception {
        // Given
        harvest();

        // When
        simulator.advance(Duration.ofDays(1));
        harvest();

        // Then
        assertEveryDayIsComplete();
    }

    private void harvest() throws Exception {
        try (ProducerApp app = new ProducerApp(
                config,
                tenant.client(),
                simulator.clock(),
                new SimpleMeterRegistry(),
                new KafkaClients(config.kafka()),
                () -> new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), new Random(1)))) {
            app.start();
            app.firstPass().toCompletableFuture().get(90, TimeUnit.SECONDS);
        }
    }

    /** For every source and day of the window, the rows of the last complete harvest are the simulator's own. */
    private void assertEveryDayIsComplete() {
        LocalDate today = LocalDate.ofInstant(simulator.clock().instant(), ZoneOffset.UTC);
        List<FailureHit> hits = topics.values(Topics.FAILURE_HITS);
        for (Source source : WORLD.sources()) {
            today.minusDays(HARVEST.backfillDays())
                    .datesUntil(today.plusDays(1))
                    .forEach(day -> {
                        List<FailureHit> ofDay = hits.stream()
                                .filter(hit -> hit.getSource().equals(source.id())
                                        && hit.getDate().equals(day))
                                .toList();
                        long last = ofDay.stream()
                                .mapToLong(FailureHit::getHarvestId)
                                .max()
                                .orElseThrow();
                        List<FailureHit> harvest = ofDay.stream()
                                .filter(hit -> hit.getHarvestId() == last)
                                .toList();
                        assertThat(harvest.stream()
                                        .filter(hit -> hit.getMark() != null)
                                        .map(FailureHit::getMark))
                                .as("marks of %s %s", source.id(), day)
                                .hasSize(Cluster.PARTITIONS)
                                .containsOnly(HarvestMark.DAY_COMPLETE);
                        assertThat(harvest.stream()
                                        .filter(hit -> hit.getMark() == null)
                                        .map(SimulatedHarvestIT::dimensions))
                                .as("rows of %s %s", source.id(), day)
                                .containsExactlyInAnyOrderElementsOf(WORLD.rows(source, day, today).stream()
                                        .map(SimulatedHarvestIT::dimensions)
                                        .toList());
                    });
        }
    }

    private int worldSize() {
        return WORLD.sources().stream()
                .flatMapToInt(source -> TODAY.minusDays(HARVEST.backfillDays())
                        .datesUntil(TODAY.plusDays(1))
                        .mapToInt(day -> WORLD.rowCount(source, day, TODAY)))
                .sum();
    }

    private static List<@Nullable Object> dimensions(HitRow row) {
        return list(
                row.date(),
                row.failureHash(),
                row.failureName(),
                row.driverName(),
                row.driverVersion(),
                row.market(),
                row.osVersion(),
                row.oemModel(),
                row.architecture(),
                row.flightRing(),
                row.eventCount());
    }

    private static List<@Nullable Object> dimensions(FailureHit hit) {
        return list(
                hit.getDate(),
                hit.getFailureHash(),
                hit.getFailureName(),
                hit.getDriverName(),
                hit.getDriverVersion(),
                hit.getMarket(),
                hit.getOsVersion(),
                hit.getOemModel(),
                hit.getArchitecture(),
                hit.getFlightRing(),
                hit.getEventCount());
    }

    private static List<@Nullable Object> list(@Nullable Object... values) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value);
        }
        return list;
    }
}
