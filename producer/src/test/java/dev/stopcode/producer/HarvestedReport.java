package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.CallbackConfig;
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
import dev.stopcode.sandbox.api.DevCenterSimulator;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A report of a simulated tenant, harvested over real HTTP into topics of its own. */
final class HarvestedReport {

    static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    static final World WORLD = World.of(new WorldConfig(1, Size.SMALL, TODAY));
    static final int DAYS = 7;
    static final String DEVICE_KEY = "hush";
    static final Duration BETWEEN_POLLS = Duration.ofMinutes(6);

    static final ReportConfig REPORT = new ReportConfig(
            "ihv",
            ReportTemplate.of(ReportView.IHV_DRIVER, ReportPeriod.LAST_7_DAYS)
                    .columns(ReportColumn.of(ReportView.IHV_DRIVER))
                    .build(),
            DAYS,
            Duration.ofHours(12),
            true);

    private final Tenant tenant;
    private final StopcodeConfig config;
    private final TopicReader topics;
    private final MeterRegistry meters = new SimpleMeterRegistry();

    /** @param pageSize rows of a transaction */
    HarvestedReport(Cluster cluster, int pageSize, @Nullable CallbackConfig callback) throws Exception {
        HarvestConfig harvest = new HarvestConfig(3, 4, Duration.ofHours(12), pageSize, 2, 3, DEVICE_KEY);
        tenant = new Tenant(WORLD);
        config = cluster.installation(harvest, List.of(), List.of(REPORT), callback);
        topics = new TopicReader(config.kafka());
    }

    DevCenterSimulator simulator() {
        return tenant.simulator();
    }

    Tenant tenant() {
        return tenant;
    }

    TopicReader topics() {
        return topics;
    }

    /** A producer that harvests it from now on. */
    ProducerApp start() {
        ProducerApp app = new ProducerApp(
                config,
                tenant.client(),
                simulator().clock(),
                meters,
                new KafkaClients(config.kafka()),
                () -> new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), new Random(1)));
        app.start();
        return app;
    }

    /** Lets simulated time pass until so many runs have been read. */
    void awaitRuns(ProducerApp app, int runs) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    simulator().advance(BETWEEN_POLLS);
                    assertThat(app.progress().sources()).noneMatch(SourceProgress::stopped);
                    return marks().size() >= runs;
                });
    }

    /** The marks of each harvest. */
    Map<Long, List<ReportRow>> marks() {
        return topics.values(Topics.REPORT_ROWS).stream()
                .filter(row -> row.getMark() != null)
                .collect(Collectors.groupingBy(ReportRow::getHarvestId));
    }

    List<ReportRow> rows(long harvest) {
        return topics.values(Topics.REPORT_ROWS).stream()
                .filter(row -> row.getMark() == null && row.getHarvestId() == harvest)
                .toList();
    }

    /** How many runs had an outcome that is counted. */
    double runs(String outcome) {
        Counter counter =
                meters.find("stopcode.harvest.runs").tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    LocalDate today() {
        return LocalDate.ofInstant(simulator().clock().instant(), ZoneOffset.UTC);
    }

    static LocalDate day(ReportRow row) {
        return LocalDate.ofInstant(row.getEventTime(), ZoneOffset.UTC);
    }

    /** Asserts that the rows of a harvest are those of a day's report, each once. */
    void assertRows(long harvest, LocalDate asOf) {
        List<ReportRow> rows = rows(harvest);
        assertThat(totals(rows)).isEqualTo(expected(asOf));
        Set<List<Object>> identities = new HashSet<>();
        rows.forEach(row -> identities.add(List.of(
                row.getEventTime(),
                String.valueOf(row.getFailureHash()),
                String.valueOf(row.getDeviceHash()),
                String.valueOf(row.getCabIdHash()))));
        assertThat(identities).hasSameSizeAs(rows);
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

    void close() throws Exception {
        tenant.close();
    }
}
