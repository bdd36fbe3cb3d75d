package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.ReportConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportView;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.sandbox.api.Fault;
import dev.stopcode.sandbox.api.Injection;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.OpenRun;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports over real HTTP, a real broker and a real registry. */
@ExtendWith(Cluster.Extension.class)
class ReportHarvestIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final World WORLD = World.of(new WorldConfig(1, Size.SMALL, TODAY));
    private static final int DAYS = 7;
    private static final HarvestConfig HARVEST = new HarvestConfig(3, 4, Duration.ofHours(12), 500, 2, 3, "hush");
    private static final Duration BETWEEN_POLLS = Duration.ofMinutes(6);

    private static final ReportConfig REPORT = new ReportConfig(
            "ihv",
            ReportTemplate.of(ReportView.IHV_DRIVER, ReportPeriod.LAST_7_DAYS)
                    .columns(ReportColumn.of(ReportView.IHV_DRIVER))
                    .build(),
            DAYS,
            Duration.ofHours(12),
            true);

    private final Cluster cluster;
    private Tenant tenant;
    private StopcodeConfig config;
    private TopicReader topics;

    ReportHarvestIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        tenant = new Tenant(WORLD);
        install(HARVEST);
    }

    private void install(HarvestConfig harvest) throws Exception {
        config = cluster.installation(harvest, List.of(), List.of(REPORT));
        topics = new TopicReader(config.kafka());
    }

    @AfterEach
    void stop() throws Exception {
        tenant.close();
    }

    private ProducerApp app() {
        ProducerApp app = new ProducerApp(
                config,
                tenant.client(),
                tenant.simulator().clock(),
                new SimpleMeterRegistry(),
                new KafkaClients(config.kafka()),
                () -> new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), new Random(1)));
        app.start();
        return app;
    }

    /** Lets simulated time pass until so many runs have been read. */
    private void awaitRuns(ProducerApp app, int runs) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    tenant.simulator().advance(BETWEEN_POLLS);
                    assertThat(app.progress().sources()).noneMatch(SourceProgress::stopped);
                    return marks().size() >= runs;
                });
    }

    /** The marks of each harvest. */
    private Map<Long, List<ReportRow>> marks() {
        return topics.values(Topics.REPORT_ROWS).stream()
                .filter(row -> row.getMark() != null)
                .collect(Collectors.groupingBy(ReportRow::getHarvestId));
    }

    private List<ReportRow> rows(long harvest) {
        return topics.values(Topics.REPORT_ROWS).stream()
                .filter(row -> row.getMark() == null && row.getHarvestId() == harvest)
                .toList();
    }

    private static LocalDate day(ReportRow row) {
        return LocalDate.ofInstant(row.getEventTime(), ZoneOffset.UTC);
    }

    private static Map<String, Long> totals(List<ReportRow> rows) {
        Map<String, Long> totals = new TreeMap<>();
        rows.forEach(row -> totals.merge(
                String.join(
                        " ",
                        Objects.requireNonNull(row.getDriverName()),
                        Objects.requireNonNull(row.getDriverVersion()),
                        Objects.requireNonNull(row.getFailureHash()),
                        day(row).toString()),
                row.getEventCount(),
                Long::sum));
        return totals;
    }

    /** The world's own, of the sources and days that the report shows. */
    private static Map<String, Long> expected(LocalDate today) {
        Set<String> sources = WORLD.sources().stream()
                .filter(source -> source.flavour() != Flavour.OEM)
                .map(Source::id)
                .collect(Collectors.toSet());
        Map<String, Long> totals = new TreeMap<>();
        WORLD.totals(today)
                .filter(total -> sources.contains(total.source())
                        && total.events() != 0
                        && total.day().isBefore(today)
                        && !total.day().isBefore(today.minusDays(DAYS)))
                .forEach(total -> totals.merge(
                        String.join(
                                " ",
                                total.driver(),
                                total.version(),
                                total.failureHash(),
                                total.day().toString()),
                        total.events(),
                        Long::sum));
        return totals;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(tenant.simulator().clock().instant(), ZoneOffset.UTC);
    }

    @Test
    void shouldPublishTheEventsOfARunAndMarkItsDays() {
        // When
        try (ProducerApp app = app()) {
            awaitRuns(app, 1);
        }

        // Then
        List<ReportRow> marks = marks().getOrDefault(1L, List.of());
        assertThat(marks).hasSize(DAYS * Cluster.PARTITIONS).allSatisfy(mark -> {
            assertThat(mark.getMark()).isEqualTo(HarvestMark.DAY_COMPLETE);
            assertThat(mark.getSource()).isEqualTo("ihv");
            assertThat(mark.getAsOf()).isEqualTo(TODAY);
        });
        assertThat(marks.stream().map(ReportHarvestIT::day).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        TODAY.minusDays(DAYS).datesUntil(TODAY).toList());
        List<ReportRow> rows = rows(1);
        assertThat(totals(rows)).isEqualTo(expected(TODAY));
        Set<List<Object>> identities = new HashSet<>();
        rows.forEach(row -> identities.add(List.of(
                row.getEventTime(),
                String.valueOf(row.getFailureHash()),
                String.valueOf(row.getDeviceHash()),
                String.valueOf(row.getCabIdHash()))));
        assertThat(identities).hasSameSizeAs(rows);
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void shouldGoOnInTheMiddleOfAFile() throws Exception {
        // Given: many small transactions, and a file that stops in its middle
        install(new HarvestConfig(3, 4, Duration.ofHours(12), 20, 2, 3, "hush"));
        tenant.simulator()
                .faults()
                .inject(Injection.of(new Fault.SlowBody(60_000)).on("/drivers/Reports"));
        try (ProducerApp app = app()) {
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                tenant.simulator().advance(Duration.ofSeconds(10));
                return app.progress().sources().getFirst().rows() > 0;
            });
        }
        OpenRun open = topics.values(Topics.HARVEST_CHECKPOINTS).getLast().getOpenRun();
        assertThat(open).as("the run that was being read").isNotNull();

        // When
        try (ProducerApp app = app()) {
            awaitRuns(app, 1);
        }

        // Then
        assertThat(marks().keySet()).containsExactly(open.getHarvestId());
        assertThat(totals(rows(1))).isEqualTo(expected(TODAY));
        assertThat(rows(1))
                .hasSize(expected(TODAY).values().stream()
                        .mapToInt(Long::intValue)
                        .sum());
    }

    @Test
    void shouldGoOnWithTheNextRunAfterARestartAndScheduleNothingTwice() throws Exception {
        // Given
        try (ProducerApp app = app()) {
            awaitRuns(app, 1);
        }

        // When
        tenant.simulator().advance(Duration.ofHours(24));
        try (ProducerApp app = app()) {
            awaitRuns(app, 3);
        }

        // Then
        assertThat(totals(rows(3))).isEqualTo(expected(today()));
        assertThat(marks().keySet()).containsExactly(1L, 2L, 3L);
        assertThat(tenant.client()
                        .reports()
                        .templates()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get())
                .hasSize(1);
        assertThat(tenant.client()
                        .reports()
                        .schedules()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get())
                .hasSize(1);
    }
}
